package dev.braid.batch;

import dev.braid.batch.archive.Archived;
import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.archive.RawArchive;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DamagedFiles;
import dev.braid.batch.generations.CompareGenerations;
import dev.braid.batch.generations.GenerationsReport;
import dev.braid.batch.kill.KillPoint;
import dev.braid.batch.log.Announcer;
import dev.braid.batch.log.Log;
import dev.braid.batch.log.LogCutter;
import dev.braid.batch.log.Sleeper;
import dev.braid.batch.steps.BatchEffect;
import dev.braid.batch.steps.BatchSteps;
import dev.braid.batch.steps.Beside;
import dev.braid.batch.view.BatchView;
import dev.braid.error.BraidException;
import dev.braid.log.BatchCommit;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/** Carries out what {@link BatchSteps} decides, on Kafka, Spark and Delta. */
final class BatchRun implements BatchEffect.Visitor<Void, InterruptedException> {
  /**
   * How the user wants the run.
   *
   * @param patience how long to wait for open transactions
   * @param acceptLoss whether to go on without what retention deleted before it was archived
   * @param beside the generation that the project is built beside, if it is not built for itself
   */
  record Wishes(
      Duration patience, Sleeper sleeper, boolean acceptLoss, Optional<CompiledProject> beside) {}

  private final CompiledProject project;
  private final SparkSession spark;
  private final Log log;
  private final Clock clock;
  private final Progress progress;
  private final Wishes wishes;
  private final BatchSteps steps;
  private final Map<String, RawArchive> raw = new TreeMap<>();
  private final Map<String, EventArchive> events = new TreeMap<>();
  private final Map<String, BatchView> views = new TreeMap<>();
  private final Map<String, BatchView> oldViews = new TreeMap<>();
  private final Map<String, BatchView.Recomputed> recomputed = new HashMap<>();

  BatchRun(
      CompiledProject project,
      SparkSession spark,
      Log log,
      Clock clock,
      Progress progress,
      Wishes wishes) {
    this.project = project;
    this.spark = spark;
    this.log = log;
    this.clock = clock;
    this.progress = progress;
    this.wishes = wishes;
    this.steps =
        new BatchSteps(
            List.copyOf(project.sourcesInUse()), project.views(), wishes.beside().map(Beside::of));
    for (Source source : project.sourcesInUse()) {
      raw.computeIfAbsent(
          source.topic(),
          topic -> new RawArchive(spark, project.kafka(), topic, project.names().rawPath(source)));
      events.put(
          source.name(), new EventArchive(spark, source, project.names().eventsPath(source)));
    }
    for (ViewDefinition view : project.views()) {
      views.put(view.name(), new BatchView(spark, project, view));
    }
    wishes
        .beside()
        .ifPresent(
            old ->
                old.views()
                    .forEach(view -> oldViews.put(view.name(), new BatchView(spark, old, view))));
  }

  /** All there is to do. */
  void run() throws InterruptedException {
    while (next().isPresent()) {
      advance();
    }
  }

  /** How the answers compare with those of the generation that this one was built beside. */
  GenerationsReport compareWith(CompiledProject old) {
    return new CompareGenerations(
            spark,
            old,
            project,
            (source, version) ->
                events.get(source).newest().stragglers(version.frontier(), version.offsets()))
        .compare(progress::compared);
  }

  /** What is to be done next; empty at the end. */
  Optional<BatchEffect> next() {
    return steps.next();
  }

  void advance() throws InterruptedException {
    boolean carriedOut = false;
    try {
      next().orElseThrow().accept(this);
      carriedOut = true;
    } catch (Exception e) { // Scala throws checked ones undeclared.
      Optional<BraidException> damage = DamagedFiles.named(e);
      if (damage.isPresent()) {
        throw damage.get();
      }
      throw e;
    } finally {
      if (!carriedOut) {
        steps.failed();
      }
    }
  }

  @Override
  public Void look(BatchEffect.Look effect) {
    steps.looked(committed(views), committed(oldViews));
    return null;
  }

  private static Map<String, Committed<BatchCommit>> committed(Map<String, BatchView> views) {
    Map<String, Committed<BatchCommit>> found = new HashMap<>();
    views.forEach((name, view) -> view.current().ifPresent(at -> found.put(name, at)));
    return found;
  }

  @Override
  public Void cut(BatchEffect.Cut effect) throws InterruptedException {
    log.checkExist(List.of(project.names().frontiersTopic()));
    Duration grace = Duration.ofMillis(project.graceMillis());
    steps.cut(
        new LogCutter(log, grace, wishes.patience(), clock, wishes.sleeper())
            .cut(effect.reached(), progress::waiting));
    return null;
  }

  @Override
  public Void archive(BatchEffect.Archive effect) {
    if (!wishes.acceptLoss() && !raw.get(effect.topic()).exists()) {
      requireNotLost(effect);
    }
    Archived<RawCommit> result =
        raw.get(effect.topic()).append(effect.cut(), wishes.acceptLoss(), clock);
    progress.archived(effect.topic(), result);
    steps.archived(effect.topic(), result.at());
    return null;
  }

  private void requireNotLost(BatchEffect.Archive effect) {
    for (Source source : project.sourcesInUse()) {
      if (source.topic().equals(effect.topic())) {
        events
            .get(source.name())
            .decoded()
            .ifPresent(to -> raw.get(effect.topic()).requireNotLost(to, effect.cut()));
      }
    }
  }

  @Override
  public Void decode(BatchEffect.Decode effect) {
    RawArchive table = raw.get(project.source(effect.source()).topic());
    EventArchive.Decoded result = events.get(effect.source()).append(table, effect.raw(), clock);
    progress.decoded(effect.source(), result);
    steps.decoded(effect.source(), result.events().at());
    return null;
  }

  @Override
  public Void recompute(BatchEffect.Recompute effect) {
    EventArchive archive = events.get(sourceOf(effect.view()).name());
    recomputed.put(
        effect.view(),
        views.get(effect.view()).recompute(effect.frontier(), archive.events(effect.events())));
    steps.recomputed();
    return null;
  }

  @Override
  public Void commit(BatchEffect.Commit effect) {
    BatchView.Recomputed rows = recomputed.remove(effect.view());
    Offsets resume =
        raw.get(sourceOf(effect.view()).topic()).resume(effect.raw(), effect.frontier());
    Committed<BatchCommit> committed =
        effect.unread()
            ? rows.commitUnread(effect.offsets(), resume, clock.instant())
            : rows.commit(effect.offsets(), resume, clock.instant());
    progress.committed(effect.view(), rows.groups(), committed.commit(), rows.making());
    steps.committed();
    return null;
  }

  @Override
  public Void keep(BatchEffect.Keep effect) {
    progress.stays(effect.view(), effect.frontier(), effect.cut());
    steps.kept();
    return null;
  }

  @Override
  public Void announce(BatchEffect.Announce effect) {
    KillPoint.BEFORE_ANNOUNCEMENT.reached();
    new Announcer(project).announce(effect.announcements());
    progress.announced(effect.announcements().size());
    steps.announced();
    return null;
  }

  private Source sourceOf(String view) {
    return project.source(project.view(view).plan().source());
  }
}
