package dev.braid.launcher.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.error.BraidException;
import dev.braid.launcher.serving.Answer;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.launcher.serving.ServingStatus;
import dev.braid.launcher.text.LiveBlock;
import dev.braid.launcher.text.Progress;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of the quick start in which events flow: batch runs beside them, and what is shown. */
final class Performance {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
  private static final Duration LINE_EVERY = Duration.ofSeconds(5);
  private static final String TOP_ROUTES =
      "SELECT origin || '-' || destination AS route, sum(flights) AS flights FROM route_days"
          + " GROUP BY origin, destination ORDER BY flights DESC, route LIMIT 5";

  private final FlightStream stream;
  private final Schedule schedule;
  private final BatchRuns batchRuns;
  private final ServingClient serving;
  private final BatchPart batchPart;
  private final LiveBlock block;
  private final HandOffs handOffs = new HandOffs();
  private long startedAt;
  private long lineAt;

  Performance(
      FlightStream stream,
      Schedule schedule,
      BatchRuns batchRuns,
      ServingClient serving,
      BatchPart batchPart,
      LiveBlock block) {
    this.stream = stream;
    this.schedule = schedule;
    this.batchRuns = batchRuns;
    this.serving = serving;
    this.batchPart = batchPart;
    this.block = block;
  }

  /** Returns when all is sent and the last batch run has ended. */
  void run() throws IOException, InterruptedException, SQLException {
    startedAt = System.nanoTime();
    stream.start();
    try {
      while (!stream.isDone() || batchRuns.isRunning()) {
        step();
        Thread.sleep(LOOK_EVERY.toMillis());
      }
    } finally {
      stream.cancel();
    }
  }

  private void step() throws IOException, SQLException {
    if (batchRuns.finish()) {
      block.print(
          "batch run " + batchRuns.succeeded() + " took " + Quickstart.brief(batchRuns.age()));
    }
    boolean due = schedule.isBatchDue(stream.sent(), batchRuns.started(), handOffs.count());
    if (due && batchRuns.start()) {
      block.print("batch run " + batchRuns.started() + " started; events keep flowing");
    }
    try {
      look();
    } catch (BraidException e) {
      // It may be down for a moment; the supervisor brings it back, the proof comes later.
      block.print("serving does not answer just now: " + e.describe());
    }
  }

  private void look() throws IOException, SQLException {
    ServingStatus status = ServingStatus.of(serving.status());
    ServingStatus.View view = status.view(Quickstart.COMPLETE);
    if (handOffs.see(view.position())) {
      block.print("hand-off " + handOffs.count() + ": " + view.position().line());
      stream.handOffsSeen(handOffs.count());
    }
    long now = System.nanoTime();
    Progress progress =
        new Progress(
            stream.sent(), schedule.events(), stream.sent(), Duration.ofNanos(now - startedAt));
    String activity =
        batchRuns.isRunning()
            ? "batch run " + batchRuns.started() + " for " + Quickstart.brief(batchRuns.age())
            : batchRuns.started() + " batch runs";
    Dashboard.Moment moment =
        new Dashboard.Moment(progress, view, handOffs.count(), activity, topRoutes());
    block.show(Dashboard.lines(moment));
    if (!block.isTerminal() && now - lineAt > LINE_EVERY.toNanos()) {
      lineAt = now;
      block.print(Dashboard.line(moment));
    }
  }

  private List<Dashboard.Route> topRoutes() throws IOException, SQLException {
    Answer answer = serving.query(TOP_ROUTES);
    Map<String, Long> batch = batchPart.flights(answer.positions().get(0).batchVersion());
    List<Dashboard.Route> routes = new ArrayList<>();
    for (JsonNode row : answer.rows()) {
      String route = row.path(0).asText();
      long merged = row.path(1).asLong();
      long fromBatch = batch.getOrDefault(route, 0L);
      routes.add(new Dashboard.Route(route, fromBatch, merged - fromBatch));
    }
    return routes;
  }
}
