package dev.braid.batch;

import dev.braid.batch.archive.Archived;
import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.archive.RawArchive;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.log.Announcer;
import dev.braid.batch.log.Log;
import dev.braid.batch.log.LogCut;
import dev.braid.batch.log.LogCutter;
import dev.braid.batch.log.Sleeper;
import dev.braid.batch.view.BatchView;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * The steps of a run, to be taken in order. Each leaves a whole, committed state behind, and each
 * begins with what is committed: a run that ends between or inside any of them is made good by the
 * next.
 */
final class BatchRun {
  private final CompiledProject project;
  private final Log log;
  private final Clock clock;
  private final Progress progress;
  private final Map<String, RawArchive> raw = new TreeMap<>();
  private final Map<String, EventArchive> events = new TreeMap<>();
  private final List<BatchView> views;
  private final Map<String, Archived<RawCommit>> archived = new HashMap<>();
  private final Map<String, Committed<EventsCommit>> decoded = new HashMap<>();

  BatchRun(CompiledProject project, SparkSession spark, Log log, Clock clock, Progress progress) {
    this.project = project;
    this.log = log;
    this.clock = clock;
    this.progress = progress;
    for (Source source : project.sourcesInUse()) {
      raw.computeIfAbsent(
          source.topic(),
          topic -> new RawArchive(spark, project.kafka(), topic, project.names().rawPath(source)));
      events.put(
          source.name(), new EventArchive(spark, source, project.names().eventsPath(source)));
    }
    this.views = project.views().stream().map(view -> new BatchView(spark, project, view)).toList();
  }

  /** Decides how much of each topic this run takes; waits for open transactions. */
  Map<String, LogCut> cut(Duration wait, Sleeper sleeper) throws InterruptedException {
    log.checkExist(List.of(project.names().frontiersTopic()));
    Map<String, Map<Epochs, Frontier>> reached = new TreeMap<>();
    for (BatchView view : views) {
      reached
          .computeIfAbsent(sourceOf(view).topic(), topic -> new HashMap<>())
          .merge(view.definition().epochs(), view.frontier(), (a, b) -> a.compareTo(b) < 0 ? a : b);
    }
    Duration grace = Duration.ofMillis(project.graceMillis());
    Map<String, LogCut> cuts = new TreeMap<>();
    new LogCutter(log, grace, wait, clock, sleeper)
        .cut(reached, progress::waiting)
        .forEach(cut -> cuts.put(cut.topic(), cut));
    return cuts;
  }

  /** Appends the log up to the cut to the raw tables. */
  void archive(Map<String, LogCut> cuts, boolean acceptLoss) {
    raw.forEach(
        (topic, table) -> {
          Archived<RawCommit> result = table.append(cuts.get(topic), acceptLoss, clock);
          archived.put(topic, result);
          progress.archived(topic, result);
        });
  }

  /** Appends what is new in raw to the events tables. */
  void decode() {
    for (Source source : project.sourcesInUse()) {
      RawArchive table = raw.get(source.topic());
      EventArchive.Decoded result =
          events.get(source.name()).append(table, archived.get(source.topic()).at(), clock);
      decoded.put(source.name(), result.events().at());
      progress.decoded(source.name(), result);
    }
  }

  /** Recomputes and commits each view whose frontier moves. */
  void recompute(Map<String, LogCut> cuts) {
    for (BatchView view : views) {
      LogCut cut = cuts.get(sourceOf(view).topic());
      Frontier reached = view.frontier();
      Frontier frontier = cut.frontiers().get(view.definition().epochs());
      if (frontier.isAfter(reached)) {
        recompute(view, frontier);
      } else {
        progress.stays(view.definition().name(), reached, cut);
      }
    }
  }

  private void recompute(BatchView view, Frontier frontier) {
    Source source = sourceOf(view);
    Committed<EventsCommit> at = decoded.get(source.name());
    BatchView.Recomputed recomputed =
        view.recompute(frontier, events.get(source.name()).events(at));
    Offsets resume = raw.get(source.topic()).resume(archived.get(source.topic()).at(), frontier);
    Committed<BatchCommit> committed =
        recomputed.commit(at.commit().offsets(), resume, clock.instant());
    progress.committed(
        view.definition().name(), recomputed.groups(), committed.commit(), recomputed.making());
  }

  /**
   * Announces what is committed of every view, moved or not: a run may have died between a commit
   * and its announcement.
   */
  void announce() {
    List<FrontierAnnouncement> announcements =
        views.stream()
            .flatMap(view -> view.current().stream())
            .map(at -> new FrontierAnnouncement(at.version(), at.commit()))
            .toList();
    new Announcer(project).announce(announcements);
    progress.announced(announcements.size());
  }

  private Source sourceOf(BatchView view) {
    return project.source(view.definition().plan().source());
  }
}
