package dev.braid.launcher.command;

import dev.braid.launcher.Projects;
import dev.braid.launcher.access.CredentialsOption;
import dev.braid.launcher.query.AnswerFormat;
import dev.braid.launcher.query.SqlClient;
import dev.braid.project.CompiledProject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
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
  private static final int BUFFER = 1 << 16;

  @Mixin private ProjectOption option;
  @Mixin private CredentialsOption credentials;

  @Parameters(paramLabel = "SQL", description = "One statement in Trino's SQL.")
  private String sql;

  @Option(
      names = "--format",
      paramLabel = "table|json|csv",
      defaultValue = "table",
      description = "How rows are printed. Default: table.")
  private AnswerFormat format = AnswerFormat.table;

  @Override
  public Integer call() throws IOException {
    CompiledProject project = Projects.current(option.open()).project();
    SqlClient client = SqlClient.of(project, credentials.of(project));
    ShutdownHook.closing(client::stop);
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(System.out, BUFFER), false, StandardCharsets.UTF_8);
    try {
      client.ask(sql, answer -> format.print(answer, out));
    } finally {
      out.flush();
    }
    return 0;
  }
}
