package dev.braid.launcher.quickstart;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.kafka.EventSender;
import dev.braid.launcher.process.Deployment;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.launcher.text.Durations;
import dev.braid.launcher.text.LiveBlock;
import dev.braid.launcher.text.Terminal;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;

/**
 * Real flights through every part: starts all, streams events, runs the batch layer while they
 * flow, proves every group.
 */
public final class Quickstart implements AutoCloseable {
  /** The view that lets no event out. */
  static final String COMPLETE = "route_days";

  private static final String SOURCE = "flights";
  private static final int HAND_OFFS = 2;
  private static final Duration STANDSTILL = Duration.ofSeconds(60);
  private static final Duration ASK_EVERY = Duration.ofMillis(300);

  private final Distribution distribution;
  private final Path target;
  private final long limit;
  private final Duration duration;
  private final LiveBlock block =
      new LiveBlock(System.out, Terminal.isTerminal(), Terminal.width());

  private Deployment deployment;
  private BatchRuns batchRuns;
  private boolean closed;

  /**
   * A quick start that has not begun.
   *
   * @param target its project's folder; wiped
   * @param limit of events
   * @param duration of the stream
   */
  public Quickstart(Distribution distribution, Path target, long limit, Duration duration) {
    this.distribution = distribution;
    this.target = target;
    this.limit = limit;
    this.duration = duration;
  }

  /**
   * Runs it whole.
   *
   * @param exit whether to end after the proof
   * @return whether the proof holds
   */
  public boolean run(boolean exit) throws IOException, InterruptedException, SQLException {
    Path template = distribution.quickstart();
    ProjectFolder folder = QuickstartFolder.prepare(template, target, this::say);
    CompiledProject project = Projects.deployed(folder).project();
    say("starting broker, speed layer and serving layer; state in " + folder.root());
    prepare(folder, project);
    deployment.start();
    ServingClient serving = ServingClient.of(project);
    say("ready at " + serving.address());
    try (Flights flights = Flights.open(template.resolve("data/flights.parquet"), limit)) {
      Proof proof = new Proof(project, serving, flights);
      long events = flights.count();
      try (EventSender sender = new EventSender(project.kafka(), project.source(SOURCE).topic())) {
        Schedule schedule = new Schedule(events, duration, HAND_OFFS);
        FlightStream stream = new FlightStream(flights, sender, schedule);
        BatchPart batchPart = new BatchPart(project.names().viewPath(project.view(COMPLETE)));
        new Performance(stream, schedule, batchRuns, serving, batchPart, block).run();
      }
      proof.computeExpected(template.resolve("proof"));
      for (ViewDefinition view : project.views()) {
        awaitCounted(view, proof);
      }
      say("every event is counted; comparing every group with DuckDB over the same data");
      Proof.Result result = proof.run(COMPLETE, events, line -> say("  " + line));
      result.differences().forEach(difference -> say("  " + difference));
      say(result.line());
      if (!exit) {
        stay(folder, serving);
      }
      return result.holds();
    }
  }

  private synchronized void prepare(ProjectFolder folder, CompiledProject project)
      throws IOException {
    if (closed) {
      throw LauncherErrors.stopping();
    }
    deployment = Deployment.prepare(distribution, folder, project, Clock.systemUTC(), this::say);
    batchRuns = new BatchRuns(deployment, folder);
  }

  private static void awaitCounted(ViewDefinition view, Proof proof) throws InterruptedException {
    long expected = proof.expected(view);
    long last = -1;
    long movedAt = System.nanoTime();
    for (long counted = proof.counted(view); counted < expected; counted = proof.counted(view)) {
      long now = System.nanoTime();
      if (counted != last) {
        last = counted;
        movedAt = now;
      } else if (now - movedAt > STANDSTILL.toNanos()) {
        throw LauncherErrors.notCounted(counted, expected, view.name());
      }
      Thread.sleep(ASK_EVERY.toMillis());
    }
  }

  private void stay(ProjectFolder folder, ServingClient serving) throws IOException {
    say("");
    say("it stays up; Ctrl-C stops it. From another terminal:");
    String braid = "  braid query --project \"" + folder.root() + "\" ";
    say(
        braid
            + "\"SELECT origin, sum(flights) AS flights FROM route_days GROUP BY origin"
            + " ORDER BY flights DESC LIMIT 10\"");
    say(
        braid
            + "\"SELECT * FROM route_days WHERE origin = 'SFO' AND destination = 'JFK'"
            + " ORDER BY day\"");
    say(
        braid
            + "\"SELECT destination, sum(flights) AS late FROM long_delays GROUP BY destination"
            + " ORDER BY late DESC LIMIT 10\"");
    say("  or: curl " + serving.address() + "v1/status");
    deployment.join();
  }

  private void say(String line) {
    block.print(line);
  }

  /** Stops everything; leaves the project's folder for whoever wants to look. */
  @Override
  public void close() throws IOException {
    Deployment started;
    BatchRuns runs;
    synchronized (this) {
      closed = true;
      started = deployment;
      runs = batchRuns;
    }
    if (runs != null) {
      runs.close();
    }
    if (started != null) {
      started.close();
    }
  }

  static String brief(Duration span) {
    return Durations.brief(Duration.ofSeconds(span.toSeconds()));
  }
}
