package dev.braid.speed;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.apache.flink.util.TimeUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** Keeps the speed views of one compiled project: one Flink job, until it is told to stop. */
@Command(
    name = "speed-layer",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Keeps the speed views of a compiled project: one Flink job, always on.")
public final class SpeedLayer implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SpeedLayer.class);

  @Option(
      names = "--plan",
      required = true,
      paramLabel = "FILE",
      description = "the compiled project, as `braid compile` wrote it")
  private Path plan;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description =
          "where checkpoints and run files go; on a cluster a folder that all its machines share")
  private Path state;

  @Option(
      names = "--parallelism",
      paramLabel = "N",
      defaultValue = "2",
      description = "subtasks of each operator (default: ${DEFAULT-VALUE})")
  private int parallelism;

  @Option(
      names = "--bundle",
      paramLabel = "TIME",
      defaultValue = "200ms",
      converter = TimeConverter.class,
      description =
          "how long changes are gathered, twice on an event's way (default: ${DEFAULT-VALUE})")
  private Duration bundle;

  @Option(
      names = "--checkpoint-interval",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = TimeConverter.class,
      description = "how often the state is written to disk (default: ${DEFAULT-VALUE})")
  private Duration checkpointInterval;

  public static void main(String[] arguments) {
    int status = commandLine().execute(arguments);
    if (status != 0) {
      System.exit(status);
    }
  }

  static CommandLine commandLine() {
    return new CommandLine(new SpeedLayer())
        .setExecutionExceptionHandler((error, command, parsed) -> report(error, command.getErr()));
  }

  @Override
  public Integer call() throws Exception {
    SpeedStart.of(plan, settings()).run(System.out);
    return 0;
  }

  private SpeedSettings settings() {
    return new SpeedSettings(state, parallelism, bundle, checkpointInterval);
  }

  /** Those of a start that names no others. */
  static SpeedSettings defaults(Path plan, Path state) {
    SpeedLayer layer = new SpeedLayer();
    new CommandLine(layer).parseArgs("--plan", plan.toString(), "--state", state.toString());
    return layer.settings();
  }

  private static int report(Exception error, PrintWriter err) {
    if (error instanceof BraidException expected) {
      LOG.debug("details", expected);
      err.println(expected.describe());
      return expected.kind().exitStatus();
    }
    LOG.error("unexpected", error);
    err.println("the speed layer met a defect of its own: " + error + "; see the log above");
    return ErrorKind.INTERNAL.exitStatus();
  }

  private static final class TimeConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      return TimeUtils.parseDuration(text);
    }
  }
}
