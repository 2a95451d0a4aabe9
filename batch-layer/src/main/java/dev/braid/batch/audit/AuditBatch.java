package dev.braid.batch.audit;

import dev.braid.batch.delta.Sessions;
import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.error.Failures;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Audits views: an {@link AuditReport} in JSON on standard output, what is being done on standard
 * error. Wants the same of Java 17 as the batch layer itself.
 */
@Command(
    name = "audit-batch",
    mixinStandardHelpOptions = true,
    description = "Recomputes views from raw by another path and compares every group.",
    footer = "Status 1 if something differs.")
public final class AuditBatch implements Callable<Integer> {
  private static final int DIFFERS = 1;

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "FILE",
      description = "the compiled project, plan.json")
  private Path plan;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the project's .braid folder")
  private Path state;

  @Parameters(paramLabel = "VIEW", arity = "0..*", description = "default: all")
  private List<String> views = List.of();

  public static void main(String[] args) {
    CommandLine command = new CommandLine(new AuditBatch());
    command.setExecutionExceptionHandler(
        (error, line, parsed) -> ((AuditBatch) line.getCommand()).explain(error));
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException {
    CompiledProject project = CompiledProject.read(plan);
    List<ViewDefinition> wanted =
        views.isEmpty() ? project.views() : views.stream().distinct().map(project::view).toList();
    try (SparkSession spark = Sessions.start(state.resolve("run/spark"))) {
      Auditor auditor = new Auditor(project, spark, System.err::println);
      AuditReport report = auditor.audit(wanted);
      System.out.println(CompiledProject.json().writeValueAsString(report));
      return report.sound() ? 0 : DIFFERS;
    }
  }

  private int explain(Exception error) throws IOException {
    Path details = state.resolve("logs/audit-failure.txt");
    return Failures.explain(error, details, why -> BatchErrors.auditFailed(why, details, error));
  }
}
