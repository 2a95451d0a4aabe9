package dev.braid.batch;

import dev.braid.batch.delta.Sessions;
import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.error.Failures;
import dev.braid.batch.generations.GenerationsReport;
import dev.braid.batch.log.KafkaLog;
import dev.braid.batch.log.Sleeper;
import dev.braid.project.CompiledProject;
import dev.braid.project.WaitingTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The past of every view: one run archives the log, recomputes the views up to a frontier, commits
 * them and announces the frontiers. It may be killed at any point and started again.
 *
 * <p>On Java 17 Spark needs these packages of java.base opened to it ({@code
 * --add-opens=java.base/<package>=ALL-UNNAMED}): java.lang, java.lang.invoke, java.lang.reflect,
 * java.io, java.net, java.nio, java.util, java.util.concurrent, java.util.concurrent.atomic,
 * sun.nio.ch, sun.nio.cs, sun.security.action, sun.util.calendar. {@code spark-submit} does that
 * itself.
 */
@Command(
    name = "batch-layer",
    mixinStandardHelpOptions = true,
    description = "Archives the log, recomputes the views, moves their frontiers.")
public final class BatchLayer implements Callable<Integer> {
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

  @Option(
      names = "--wait",
      defaultValue = "5m",
      paramLabel = "TIME",
      converter = WaitConverter.class,
      description = "how long to wait for open transactions (default: ${DEFAULT-VALUE})")
  private Duration wait;

  @Option(
      names = "--accept-loss",
      description = "go on without events that retention deleted before they were archived")
  private boolean acceptLoss;

  @ArgGroup(exclusive = false)
  private Building building;

  /** How a generation is built while another one is in use. */
  private static final class Building {
    @Option(
        names = "--beside",
        required = true,
        paramLabel = "FILE",
        description =
            "the plan.json in use: the views of --plan stop where its views stand, and then their"
                + " answers are compared")
    private Path plan;

    @Option(
        names = "--report",
        paramLabel = "FILE",
        description = "where to write what the comparison found, in JSON")
    private Path report;

    @Option(
        names = "--accept-differences",
        description = "go on although answers differ that should be equal")
    private boolean acceptDifferences;
  }

  public static void main(String[] args) {
    CommandLine command = new CommandLine(new BatchLayer());
    command.setExecutionExceptionHandler(
        (error, line, parsed) -> ((BatchLayer) line.getCommand()).explain(error));
    System.exit(command.execute(args));
  }

  @Override
  @SuppressWarnings("try") // The lock is there to be held.
  public Integer call() throws IOException, InterruptedException {
    CompiledProject project = CompiledProject.read(plan);
    Optional<CompiledProject> beside =
        building == null ? Optional.empty() : Optional.of(CompiledProject.read(building.plan));
    Clock clock = Clock.systemUTC();
    Progress progress = new Progress(System.out, clock);

    try (RunLock lock = RunLock.take(state.resolve("run/batch.lock"), clock.instant());
        KafkaLog log = new KafkaLog(project.kafka());
        SparkSession spark = Sessions.start(state.resolve("run/spark"))) {
      progress.started(spark.version());
      BatchRun.Wishes wishes = new BatchRun.Wishes(wait, Sleeper.WALL_CLOCK, acceptLoss, beside);
      BatchRun run = new BatchRun(project, spark, log, clock, progress, wishes);
      run.run();
      if (beside.isPresent()) {
        check(run.compareWith(beside.get()));
      }
    }
    progress.done();
    return 0;
  }

  private void check(GenerationsReport report) throws IOException {
    if (building.report != null) {
      report.write(building.report);
    }
    if (!report.sound() && !building.acceptDifferences) {
      throw BatchErrors.generationsDiffer(report.unsound());
    }
  }

  private int explain(Exception error) {
    Path details = state.resolve("logs/batch-failure.txt");
    return Failures.explain(error, details, why -> BatchErrors.failed(why, details, error));
  }

  /** Reads {@code 90s}, {@code 5m}, {@code 1h}. */
  static final class WaitConverter implements CommandLine.ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return WaitingTime.parse(text)
          .orElseThrow(
              () -> new CommandLine.TypeConversionException(BatchErrors.badWait(text).describe()));
    }
  }
}
