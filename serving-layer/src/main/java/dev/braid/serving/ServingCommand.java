package dev.braid.serving;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.project.CompiledProject;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.generation.LiveOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process: reads its arguments, runs the layer until it is told to end. */
@Command(
    name = "serving-layer",
    mixinStandardHelpOptions = true,
    description = "Keeps the merged views of a compiled project and answers SQL over HTTP.")
final class ServingCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(ServingLayer.class);

  @Option(
      names = "--plan",
      paramLabel = "FILE",
      description =
          "The compiled project (default: the generations that are recorded in the state folder).")
  private Path plan;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "The project's state folder.")
  private Path state;

  @Option(
      names = "--memory-limit",
      paramLabel = "SIZE",
      defaultValue = "1GB",
      description = "Memory for the views and queries; more spills to disk (default: 1GB).")
  private String memoryLimit;

  @Option(
      names = "--query-timeout",
      paramLabel = "SECONDS",
      defaultValue = "30",
      description = "After how long a query is stopped (default: 30).")
  private int queryTimeout;

  @Option(
      names = "--max-rows",
      paramLabel = "N",
      defaultValue = "100000",
      description = "How many rows an answer has at most (default: 100000).")
  private int maxRows;

  @Option(
      names = "--max-queries",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many queries run at a time (default: 8).")
  private int maxQueries;

  @Option(
      names = "--max-look-ups",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many look-ups by key may run besides, when so many do (default: 4).")
  private int maxLookUps;

  @Option(
      names = "--max-queued",
      paramLabel = "N",
      defaultValue = "200",
      description = "How many queries may wait for their turn (default: 200).")
  private int maxQueued;

  int run(String[] args) {
    return new CommandLine(this)
        .setExecutionExceptionHandler(
            (e, command, parsed) -> {
              if (e instanceof BraidException braid) {
                return ServingLayer.explain(braid);
              }
              LOG.error("The serving layer cannot run", e);
              return ErrorKind.INTERNAL.exitStatus();
            })
        .execute(args);
  }

  @Override
  public Integer call() throws InterruptedException {
    LiveOptions defaults = LiveOptions.DEFAULT;
    QueryLimits limits =
        defaults
            .limits()
            .with(Duration.ofSeconds(queryTimeout), maxRows)
            .with(maxQueries, maxLookUps, maxQueued);
    ServingOptions options =
        new ServingOptions(
            state,
            new LiveOptions(
                memoryLimit,
                limits,
                defaults.changesEvery(),
                defaults.batchLookEvery(),
                defaults.clock()));
    CountDownLatch ended = new CountDownLatch(1);
    AtomicInteger status = new AtomicInteger();
    Runnable onFatal =
        () -> {
          status.set(ServingLayer.fatalStatus());
          ended.countDown();
        };
    ServingLayer layer =
        plan == null
            ? ServingLayer.start(options, onFatal)
            : ServingLayer.start(CompiledProject.read(plan), options, onFatal);
    Runtime.getRuntime().addShutdownHook(new Thread(layer::close, "shutdown"));
    LOG.info("Serving on port {}", layer.port());
    ended.await();
    return status.get();
  }
}
