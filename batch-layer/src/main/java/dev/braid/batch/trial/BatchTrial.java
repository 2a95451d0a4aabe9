package dev.braid.batch.trial;

import dev.braid.batch.delta.Sessions;
import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.trial.TrialRequest;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Answers one {@link TrialRequest} by Spark; needs no Kafka and no lake. */
@Command(
    name = "batch-trial",
    mixinStandardHelpOptions = true,
    description = "Computes the states of a trial's parts with Spark.")
public final class BatchTrial implements Callable<Integer> {
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
      description = "where Spark may put what it needs")
  private Path scratch;

  public static void main(String[] args) {
    CommandLine command = new CommandLine(new BatchTrial());
    command.setExecutionExceptionHandler(
        (error, line, parsed) -> {
          if (error instanceof BraidException expected) {
            System.err.println(expected.describe());
            return expected.kind().exitStatus();
          }
          error.printStackTrace();
          return ErrorKind.INTERNAL.exitStatus();
        });
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws Exception {
    TrialRequest asked = TrialRequest.read(request);
    try (SparkSession spark = Sessions.start(scratch)) {
      new SparkTrial(spark, asked).answer().write(answer);
    }
    return 0;
  }
}
