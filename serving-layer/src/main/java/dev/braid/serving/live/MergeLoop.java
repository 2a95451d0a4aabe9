package dev.braid.serving.live;

import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedUpsert;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.engine.EngineException;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.Effect;
import dev.braid.serving.tail.BatchViewTail;
import dev.braid.serving.tail.SpeedTail;
import dev.braid.source.QuarantinedEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where what the tails see becomes what queries read. One thread takes in the messages, asks every
 * view's {@link dev.braid.serving.merge.HandOff} what follows, and writes all of it to the engine
 * in one change, some ten times a second.
 */
public final class MergeLoop implements SpeedTail.Listener, BatchViewTail.Listener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MergeLoop.class);
  private static final long RETRY_MILLIS = 2_000;
  private static final int BACKLOG = 256;

  private final QueryEngine engine;
  private final Clock clock;
  private final Duration interval;
  private final BiConsumer<String, BatchVersion> onHandOff;
  private final Runnable onFatal;
  private final Map<String, ViewMerge> views = new LinkedHashMap<>();
  private final Map<String, ViewStatus> statuses = new ConcurrentHashMap<>();
  private final BlockingQueue<Runnable> messages = new ArrayBlockingQueue<>(BACKLOG);
  private final List<QuarantinedEvent> quarantined = new ArrayList<>();
  private final ExecutorService loader =
      Executors.newSingleThreadExecutor(task -> daemon(task, "batch-loader"));
  private final Thread thread = daemon(this::run, "merge");
  private volatile boolean stopped;

  /** Owned by the loop's thread. */
  private boolean held;

  /**
   * @param interval how often changes become visible
   * @param onHandOff told of each view's version once queries see it; must return at once
   * @param onFatal called once if the loop cannot go on
   */
  public MergeLoop(
      List<ViewDefinition> definitions,
      QueryEngine engine,
      Clock clock,
      Duration interval,
      BiConsumer<String, BatchVersion> onHandOff,
      Runnable onFatal) {
    this.engine = engine;
    this.clock = clock;
    this.interval = interval;
    this.onHandOff = onHandOff;
    this.onFatal = onFatal;
    for (ViewDefinition definition : definitions) {
      views.put(definition.name(), new ViewMerge(definition, RETRY_MILLIS));
      statuses.put(definition.name(), ViewStatus.starting(definition.name()));
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  public void start() {
    thread.start();
  }

  /** Of every view, in the project's order. */
  List<ViewStatus> statuses() {
    return views.keySet().stream().map(statuses::get).toList();
  }

  ViewStatus status(String view) {
    return statuses.get(view);
  }

  /**
   * Leaves rows and positions as they are, from when the result is there until {@link #release};
   * what the tails see goes on being taken in.
   *
   * @return by view the greatest append time of an event that its rows may hold; without the views
   *     that have seen none
   */
  public CompletableFuture<Map<String, Long>> hold() {
    CompletableFuture<Map<String, Long>> reached = new CompletableFuture<>();
    post(
        () -> {
          held = true;
          Map<String, Long> newest = new LinkedHashMap<>();
          for (ViewMerge view : views.values()) {
            if (view.newestEvent() != null) {
              newest.put(view.name(), view.newestEvent());
            }
          }
          reached.complete(newest);
        });
    return reached;
  }

  /** Ends {@link #hold}. */
  public void release() {
    post(() -> held = false);
  }

  // What the tails see. Each message waits its turn.

  @Override
  public void upserts(String view, List<SpeedUpsert> upserts) {
    post(() -> upserts.forEach(views.get(view).handOff()::upsert));
  }

  @Override
  public void heartbeat(String view, SpeedHeartbeat heartbeat, int partition, long at) {
    post(() -> views.get(view).handOff().heartbeat(heartbeat, partition, at));
  }

  @Override
  public void unreadable(String view) {
    post(() -> views.get(view).handOff().unreadableRecord());
  }

  @Override
  public void announced(String view, FrontierAnnouncement announcement) {
    post(() -> views.get(view).handOff().announced(announcement));
  }

  @Override
  public void quarantined(List<QuarantinedEvent> events) {
    post(() -> quarantined.addAll(events));
  }

  @Override
  public void caughtUp() {
    post(() -> views.values().forEach(view -> view.handOff().caughtUp()));
  }

  @Override
  public void noTable(String view, boolean afterCatchUp) {
    post(() -> views.get(view).handOff().noTable(afterCatchUp));
  }

  @Override
  public void discovered(String view, BatchVersion version, boolean afterCatchUp) {
    post(() -> views.get(view).handOff().discovered(version, afterCatchUp));
  }

  @Override
  public void batchUnreadable(String view, String reason) {
    post(() -> views.get(view).handOff().batchUnreadable(reason));
  }

  private void post(Runnable message) {
    try {
      messages.put(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // The loop.

  private void run() {
    try {
      while (!stopped) {
        takeMessages();
        if (!held) {
          work(clock.millis());
        }
        views.values().forEach(view -> statuses.put(view.name(), view.status()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | EngineException e) {
      LOG.error("The merge cannot go on; the serving layer ends", e);
      onFatal.run();
    }
  }

  private void takeMessages() throws InterruptedException {
    long end = System.nanoTime() + interval.toNanos();
    for (long left; (left = end - System.nanoTime()) > 0; ) {
      Runnable message = messages.poll(left, TimeUnit.NANOSECONDS);
      if (message != null) {
        message.run();
      }
    }
  }

  private void work(long now) throws EngineException {
    Map<ViewMerge, ViewMerge.Step> steps = new LinkedHashMap<>();
    for (ViewMerge view : views.values()) {
      if (view.mayTryEngine(now)) {
        decide(view, now, steps);
      }
    }
    if (steps.isEmpty() && quarantined.isEmpty()) {
      return;
    }
    if (write(steps, true) || steps.size() <= 1) {
      return;
    }
    // One view's trouble is not to hold up the others.
    for (Map.Entry<ViewMerge, ViewMerge.Step> step : steps.entrySet()) {
      write(Map.of(step.getKey(), step.getValue()), false);
    }
  }

  private void decide(ViewMerge view, long now, Map<ViewMerge, ViewMerge.Step> steps)
      throws EngineException {
    for (Effect effect : view.handOff().decide(now)) {
      ViewMerge.Step step = effect.accept(new Decision(view));
      if (step != null) {
        steps.put(view, step);
      }
    }
    if (!steps.containsKey(view) && view.hasMoved()) {
      steps.put(view, view.refresh(List.of()));
    }
  }

  /** Turns an effect into a step of the change to come, or sees to it at once. */
  private final class Decision implements Effect.Visitor<ViewMerge.Step> {
    private final ViewMerge view;

    Decision(ViewMerge view) {
      this.view = view;
    }

    @Override
    public ViewMerge.Step load(Effect.LoadBatch effect) {
      loader.execute(() -> loadBeside(view, effect.version()));
      return null;
    }

    @Override
    public ViewMerge.Step discard(Effect.Discard effect) {
      view.forget(effect.version());
      try {
        engine.discard(view.name(), effect.version());
      } catch (EngineException e) {
        view.engineFailed(e.getMessage(), clock.millis() + RETRY_MILLIS);
        LOG.warn("{}: {} cannot be dropped: {}", view.name(), effect.version(), e.getMessage());
      }
      return null;
    }

    @Override
    public ViewMerge.Step switchTo(Effect.SwitchTo effect) {
      if (effect.version().isNone() && !view.isLoaded(effect.version())) {
        try {
          view.loaded(effect.version(), engine.load(view.name(), effect.version()));
        } catch (EngineException e) {
          view.engineFailed(e.getMessage(), clock.millis() + RETRY_MILLIS);
          return null;
        }
      }
      return view.switchTo(effect);
    }

    @Override
    public ViewMerge.Step refresh(Effect.Refresh effect) {
      return view.refresh(effect.groups());
    }
  }

  private void loadBeside(ViewMerge view, BatchVersion version) {
    try {
      long start = System.nanoTime();
      QueryEngine.Loaded content = engine.load(view.name(), version);
      LOG.info(
          "{}: loaded {} ({} groups, {} events) in {} ms",
          view.name(),
          version,
          content.groups(),
          content.events(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      post(
          () -> {
            view.loaded(version, content);
            view.handOff().loaded(version);
          });
    } catch (EngineException | RuntimeException e) {
      LOG.warn("{}: {} cannot be loaded: {}", view.name(), version, e.getMessage());
      post(() -> view.handOff().loadFailed(version, e.getMessage(), clock.millis()));
    }
  }

  /** Writes the steps in one change; tells whether it went through. */
  private boolean write(Map<ViewMerge, ViewMerge.Step> steps, boolean withQuarantine)
      throws EngineException {
    try (QueryEngine.Change change = engine.begin()) {
      for (ViewMerge.Step step : steps.values()) {
        step.apply(change);
      }
      if (withQuarantine) {
        change.quarantine(quarantined);
      }
      change.commit();
    } catch (EngineException e) {
      steps.values().forEach(ViewMerge.Step::undone);
      if (e.isBroken()) {
        throw e;
      }
      failed(steps.keySet(), e);
      return false;
    }
    steps.forEach(this::committed);
    if (withQuarantine) {
      quarantined.clear();
    }
    return true;
  }

  private void committed(ViewMerge view, ViewMerge.Step step) {
    BatchVersion before = view.handOff().inUse().orElse(null);
    step.committed();
    view.engineWorked();
    BatchVersion after = view.handOff().inUse().orElse(null);
    if (after != null && !after.equals(before)) {
      LOG.info("{}: answers now from {}", view.name(), after);
      onHandOff.accept(view.name(), after);
    }
  }

  private void failed(Collection<ViewMerge> views, EngineException e) {
    if (views.size() == 1) {
      ViewMerge view = views.iterator().next();
      view.engineFailed(e.getMessage(), clock.millis() + RETRY_MILLIS);
      LOG.warn("{}: a change failed and is tried again: {}", view.name(), e.getMessage());
    } else {
      LOG.warn("A change failed and is tried again, view by view: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    stopped = true;
    thread.interrupt();
    loader.shutdownNow();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(10));
      if (!loader.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A batch version is still loading; it is left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
