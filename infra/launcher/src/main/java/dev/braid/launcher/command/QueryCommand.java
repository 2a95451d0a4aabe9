package dev.braid.launcher.command;

import dev.braid.launcher.Projects;
import dev.braid.launcher.access.CredentialsOption;
import dev.braid.launcher.serving.Answer;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "query",
    mixinStandardHelpOptions = true,
    header = "Asks the views of a running project.",
    description = {
      "Asks the merged views of a running project. Below the rows stands, for each view "
          + "read, how fresh it is: its frontier, its batch version, how far the speed layer is "
          + "behind the log, and whether anything is missing."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  braid query \"SELECT country, sum(revenue) AS revenue FROM revenue GROUP BY country\"",
      "  braid query --format csv \"SELECT * FROM revenue\" > revenue.csv"
    })
public final class QueryCommand implements Callable<Integer> {
  /** How rows are shown. */
  enum Format {
    table,
    json,
    csv
  }

  @Mixin private ProjectOption option;
  @Mixin private CredentialsOption credentials;

  @Parameters(paramLabel = "SQL", description = "One statement in Trino's SQL.")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      defaultValue = "table",
      description = "How rows are printed. Default: table.")
  private Format format = Format.table;

  @Override
  public Integer call() throws IOException {
    CompiledProject project = Projects.current(option.open()).project();
    Answer answer = ServingClient.of(project, credentials.of(project)).query(sql);
    lines(answer).forEach(System.out::println);
    if (answer.isTruncated() && format == Format.csv) {
      System.err.println(
          "braid: there are more rows than serving gives at once; use LIMIT or WHERE");
    }
    return 0;
  }

  private List<String> lines(Answer answer) {
    return switch (format) {
      case table -> answer.table();
      case json -> List.of(answer.json().toPrettyString());
      case csv -> answer.csv();
    };
  }
}
