package dev.braid.serving;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.project.CompiledProject;
import dev.braid.serving.engine.DuckDbEngine;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.http.HttpServer;
import dev.braid.serving.http.ServingMetrics;
import dev.braid.serving.live.Answers;
import dev.braid.serving.live.Freshness;
import dev.braid.serving.live.MergeLoop;
import dev.braid.serving.tail.BatchViewTail;
import dev.braid.serving.tail.LakePaths;
import dev.braid.serving.tail.SourceTail;
import dev.braid.serving.tail.SpeedTail;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Tail → merge → answer. The tails watch the batch views' tables and the speed layer's topics; the
 * merge keeps every view's rows as batch(&lt; frontier) ⊕ speed(≥ frontier); answers are read from
 * those rows, each with the position it holds at.
 */
public final class ServingLayer implements AutoCloseable {
  private static final Duration SOURCES_EVERY = Duration.ofSeconds(1);

  private final DuckDbEngine engine;
  private final MergeLoop merge;
  private final SpeedTail speedTail;
  private final BatchViewTail batchTail;
  private final SourceTail sourceTail;
  private final HttpServer http;

  private ServingLayer(CompiledProject project, ServingOptions options, Runnable onFatal)
      throws IOException {
    if (project.views().stream()
        .anyMatch(view -> view.name().equalsIgnoreCase(DuckDbEngine.QUARANTINE))) {
      throw ServingErrors.reservedName(DuckDbEngine.QUARANTINE);
    }
    Path lake = LakePaths.local(project.storage());
    Path temporary = Temporary.empty(options.state().resolve("serving"));

    engine =
        DuckDbEngine.start(
            project.views(),
            new DuckDbEngine.Settings(
                lake, temporary, options.memoryLimit(), options.connections()));

    merge =
        new MergeLoop(project.views(), engine, options.clock(), options.changesEvery(), onFatal);
    speedTail = new SpeedTail(project, merge);
    batchTail = new BatchViewTail(project, options.batchLookEvery(), speedTail::hasCaughtUp, merge);
    sourceTail = new SourceTail(project, options.clock(), SOURCES_EVERY);

    ServingMetrics metrics = new ServingMetrics(options.clock());
    Answers answers =
        new Answers(
            project,
            engine,
            merge,
            new Freshness(project, speedTail, sourceTail, options.clock()),
            options.limits(),
            metrics);
    metrics.watch(answers);
    http = listen(project, answers, metrics);

    merge.start();
    speedTail.start();
    batchTail.start();
    sourceTail.start();
  }

  private HttpServer listen(CompiledProject project, Answers answers, ServingMetrics metrics) {
    try {
      return HttpServer.start(project.serving(), answers, metrics);
    } catch (RuntimeException e) {
      engine.close();
      throw e;
    }
  }

  /**
   * Starts all of it and returns once it listens; views answer as they are loaded.
   *
   * @param onFatal called if it cannot go on, for the process to end
   */
  public static ServingLayer start(
      CompiledProject project, ServingOptions options, Runnable onFatal) {
    try {
      return new ServingLayer(project, options, onFatal);
    } catch (IOException e) {
      throw ServingErrors.stateFolder(options.state(), e);
    }
  }

  /** Where it listens. */
  public int port() {
    return http.port();
  }

  @Override
  public void close() {
    http.close();
    sourceTail.close();
    batchTail.close();
    speedTail.close();
    merge.close();
    engine.close();
  }

  public static void main(String[] args) {
    System.exit(new ServingCommand().run(args));
  }

  /** The exit status of a process whose merge cannot go on. */
  static int fatalStatus() {
    return ErrorKind.INTERNAL.exitStatus();
  }

  /** Prints an error for a person and gives the exit status. */
  static int explain(BraidException e) {
    System.err.println("error: " + e.describe());
    return e.kind().exitStatus();
  }
}
