package dev.braid.batch.steps;

import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.log.LogCut;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The state machine of one batch run: tells what to do next, and is told what came of it. Every
 * effect leaves a whole, committed state behind, and each begins with what is committed: a run that
 * ends between or inside any of them is made good by the next. So whatever failed, with or without
 * having taken effect, ends the run. Pure; owned by one thread.
 */
public final class BatchSteps {
  private final Map<String, Source> sources = new LinkedHashMap<>();
  private final Map<String, ViewDefinition> views = new LinkedHashMap<>();
  private final Optional<Beside> beside;
  private final Queue<BatchEffect> next = new ArrayDeque<>();

  private Map<String, Committed<BatchCommit>> current = Map.of();
  private final Map<String, Frontier> stops = new HashMap<>();
  private final Map<String, LogCut> cuts = new HashMap<>();
  private final Map<String, Committed<RawCommit>> archived = new HashMap<>();
  private final Map<String, Committed<EventsCommit>> decoded = new HashMap<>();
  private Stage stage = Stage.CUT;

  /** What follows the next look. */
  private enum Stage {
    CUT,
    VIEWS,
    ANNOUNCEMENT
  }

  public BatchSteps(List<Source> sources, List<ViewDefinition> views) {
    this(sources, views, Optional.empty());
  }

  /**
   * @param beside the generation that this one is built beside, if it is not built for itself
   */
  public BatchSteps(List<Source> sources, List<ViewDefinition> views, Optional<Beside> beside) {
    this.beside = beside;
    sources.forEach(source -> this.sources.put(source.name(), source));
    views.forEach(view -> this.views.put(view.name(), view));
    next.add(new BatchEffect.Look());
  }

  /** Empty at the run's end. Asked for again until its answer is told. */
  public Optional<BatchEffect> next() {
    return Optional.ofNullable(next.peek());
  }

  /**
   * The answer to {@code Look}.
   *
   * @param found of each view that has one its committed version
   */
  public void looked(Map<String, Committed<BatchCommit>> found) {
    looked(found, Map.of());
  }

  /**
   * The same beside another generation.
   *
   * @param standing of each of its views that has one the committed version
   */
  public void looked(
      Map<String, Committed<BatchCommit>> found, Map<String, Committed<BatchCommit>> standing) {
    done(BatchEffect.Look.class);
    current = Map.copyOf(found);
    switch (stage) {
      case CUT -> {
        views.values().forEach(view -> findStop(view, standing));
        next.add(new BatchEffect.Cut(reached()));
      }
      case VIEWS -> {
        views.values().forEach(this::moveOrKeep);
        lookAgain(Stage.ANNOUNCEMENT);
      }
      case ANNOUNCEMENT -> next.add(announcement());
    }
  }

  /** Once: what is archived after this look holds all that the old versions were made of. */
  private void findStop(ViewDefinition view, Map<String, Committed<BatchCommit>> standing) {
    beside
        .flatMap(old -> old.stopOf(view, sourceOf(view).topic(), standing))
        .ifPresent(stop -> stops.put(view.name(), stop));
  }

  /** A view that is told where to stop needs no transaction to be waited for. */
  private Map<String, Map<Epochs, Frontier>> reached() {
    Map<String, Map<Epochs, Frontier>> reached = new TreeMap<>();
    for (ViewDefinition view : views.values()) {
      Map<Epochs, Frontier> ofTopic =
          reached.computeIfAbsent(sourceOf(view).topic(), topic -> new HashMap<>());
      if (!stops.containsKey(view.name())) {
        ofTopic.merge(view.epochs(), frontierOf(view), (a, b) -> a.compareTo(b) < 0 ? a : b);
      }
    }
    return reached;
  }

  public void cut(List<LogCut> found) {
    done(BatchEffect.Cut.class);
    found.forEach(cut -> cuts.put(cut.topic(), cut));
    TreeSet<String> topics = new TreeSet<>();
    sources.values().forEach(source -> topics.add(source.topic()));
    topics.forEach(topic -> next.add(new BatchEffect.Archive(topic, cuts.get(topic))));
  }

  public void archived(String topic, Committed<RawCommit> at) {
    done(BatchEffect.Archive.class);
    archived.put(topic, at);
    if (next.isEmpty()) {
      sources
          .values()
          .forEach(
              source ->
                  next.add(new BatchEffect.Decode(source.name(), archived.get(source.topic()))));
    }
  }

  public void decoded(String source, Committed<EventsCommit> at) {
    done(BatchEffect.Decode.class);
    decoded.put(source, at);
    if (next.isEmpty()) {
      lookAgain(Stage.VIEWS);
    }
  }

  private void lookAgain(Stage then) {
    stage = then;
    next.add(new BatchEffect.Look());
  }

  private void moveOrKeep(ViewDefinition view) {
    Frontier reached = frontierOf(view);
    LogCut cut = cuts.get(sourceOf(view).topic());
    Frontier stop = stops.get(view.name());
    Frontier frontier = stop == null ? cut.frontiers().get(view.epochs()) : stop;
    if (!frontier.isAfter(reached)) {
      next.add(new BatchEffect.Keep(view.name(), reached, stop == null ? cut : null));
      return;
    }
    Committed<EventsCommit> events = decoded.get(sourceOf(view).name());
    Committed<RawCommit> raw = archived.get(sourceOf(view).topic());
    next.add(new BatchEffect.Recompute(view.name(), frontier, events));
    next.add(
        new BatchEffect.Commit(
            view.name(), frontier, raw, events.commit().offsets(), isUnread(view)));
  }

  private boolean isUnread(ViewDefinition view) {
    return beside.isPresent() && !beside.get().has(view);
  }

  public void recomputed() {
    done(BatchEffect.Recompute.class);
  }

  public void committed() {
    done(BatchEffect.Commit.class);
  }

  public void kept() {
    done(BatchEffect.Keep.class);
  }

  /**
   * What is announced is what is committed of every view, moved or not: a run may have died between
   * a commit and its announcement.
   */
  private BatchEffect announcement() {
    return new BatchEffect.Announce(
        views.values().stream()
            .filter(view -> current.containsKey(view.name()))
            .map(this::announcement)
            .toList());
  }

  private FrontierAnnouncement announcement(ViewDefinition view) {
    Committed<BatchCommit> at = current.get(view.name());
    RawCommit raw = archived.get(sourceOf(view).topic()).commit();
    return new FrontierAnnouncement(at.version(), at.commit(), raw.topicId());
  }

  public void announced() {
    done(BatchEffect.Announce.class);
  }

  /** The effect failed, or nobody knows what became of it: the run ends. */
  public void failed() {
    next.clear();
  }

  private void done(Class<? extends BatchEffect> effect) {
    BatchEffect asked = next.remove();
    if (!effect.isInstance(asked)) {
      throw new IllegalStateException(effect.getSimpleName() + " is told, " + asked + " was asked");
    }
  }

  /** Where the view stood when the run last looked. */
  private Frontier frontierOf(ViewDefinition view) {
    Committed<BatchCommit> at = current.get(view.name());
    return at == null ? Frontier.NONE : at.commit().frontier();
  }

  private Source sourceOf(ViewDefinition view) {
    return sources.get(view.plan().source());
  }
}
