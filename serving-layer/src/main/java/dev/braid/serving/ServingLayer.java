package dev.braid.serving;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.generation.GenerationFiles;
import dev.braid.project.CompiledProject;
import dev.braid.project.ServingSettings;
import dev.braid.serving.access.Access;
import dev.braid.serving.access.AuditLog;
import dev.braid.serving.access.Listening;
import dev.braid.serving.cluster.ClusterViews;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.generation.LiveGenerations;
import dev.braid.serving.generation.LiveOptions;
import dev.braid.serving.http.HttpServer;
import dev.braid.serving.http.ServingMetrics;
import dev.braid.serving.live.Answers;
import dev.braid.serving.query.Queries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** The generations' views behind one HTTP server. */
public final class ServingLayer implements AutoCloseable {
  private final LiveGenerations generations;
  private final HttpServer http;
  private final Access access;

  private ServingLayer(
      ServingSettings settings,
      LiveGenerations generations,
      LiveOptions live,
      ServingMetrics metrics,
      Access access) {
    Queries queries = new Queries(generations, access, live.limits(), live.clock());
    generations.tellOf(queries::list);
    this.generations = generations;
    this.access = access;
    metrics.watch(() -> generations.ask(Answers::status));
    try {
      http = HttpServer.start(settings, generations, queries, metrics, access, live.clock());
    } catch (RuntimeException e) {
      generations.close();
      access.close();
      throw e;
    }
    generations.start(
        project -> access.follow(project.serving().access().grants()),
        () -> {
          metrics.viewsChanged();
          generations.swapped().ifPresent(swap -> access.audit().swapped(swap.from(), swap.to()));
        });
  }

  /**
   * Starts all of it for one generation and returns once it listens; views answer as they are
   * loaded.
   *
   * @param onFatal called if it cannot go on, for the process to end
   */
  public static ServingLayer start(
      CompiledProject project, ServingOptions options, Runnable onFatal) {
    return start(project, Optional.empty(), options, onFatal);
  }

  /** The same for the generations that are recorded in the project's state folder. */
  public static ServingLayer start(ServingOptions options, Runnable onFatal) {
    GenerationFiles files = new GenerationFiles(options.state());
    long current =
        files.read().orElseThrow(() -> ServingErrors.noGeneration(options.state())).current();
    return start(files.project(current), Optional.of(files), options, onFatal);
  }

  private static ServingLayer start(
      CompiledProject first,
      Optional<GenerationFiles> files,
      ServingOptions options,
      Runnable onFatal) {
    Listening.check(first.serving());
    Clock clock = options.live().clock();
    ServingMetrics metrics = new ServingMetrics(clock);
    try {
      Path temporary = Temporary.empty(options.state().resolve("serving"));
      LiveGenerations generations =
          new LiveGenerations(
              first,
              files,
              ClusterViews.of(first.serving(), clock),
              options.live(),
              temporary,
              metrics,
              onFatal);
      AuditLog audit = new AuditLog(options.state().resolve("logs"), clock);
      return new ServingLayer(
          first.serving(),
          generations,
          options.live(),
          metrics,
          new Access(first.serving().access(), audit, clock));
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
    generations.close();
    access.close();
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
