package dev.braid.speed.trial;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.trial.TrialRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers one {@link TrialRequest} by Flink; needs no Kafka. */
@Command(
    name = "speed-trial",
    mixinStandardHelpOptions = true,
    description = "Computes the states of a trial's parts with Flink.")
public final class SpeedTrial implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(SpeedTrial.class);

  @Option(
      names = "--request",
      required = true,
      paramLabel = "FILE",
      description = "what to compute, as `braid test` wrote it")
  private Path request;

  @Option(
      names = "--answer",
      required = true,
      paramLabel = "FILE",
      description = "where the states go")
  private Path answer;

  @Option(
      names = "--scratch",
      required = true,
      paramLabel = "DIR",
      description = "where Flink may put what it needs")
  private Path scratch;

  public static void main(String[] arguments) {
    int status =
        new CommandLine(new SpeedTrial())
            .setExecutionExceptionHandler((error, command, parsed) -> report(error, command))
            .execute(arguments);
    System.exit(status);
  }

  @Override
  public Integer call() throws Exception {
    new FlinkTrial(TrialRequest.read(request), scratch).answer().write(answer);
    return 0;
  }

  private static int report(Exception error, CommandLine command) {
    if (error instanceof BraidException expected) {
      command.getErr().println(expected.describe());
      return expected.kind().exitStatus();
    }
    LOG.error("unexpected", error);
    return ErrorKind.INTERNAL.exitStatus();
  }
}
