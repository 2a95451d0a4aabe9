package dev.braid.serving.generation;

import dev.braid.project.CompiledProject;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.DuckDbEngine;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.live.Answers;
import dev.braid.serving.live.Freshness;
import dev.braid.serving.live.MergeLoop;
import dev.braid.serving.live.OtherEngine;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.query.QueryInfo;
import dev.braid.serving.tail.BatchViewTail;
import dev.braid.serving.tail.LakePaths;
import dev.braid.serving.tail.SourceTail;
import dev.braid.serving.tail.SpeedTail;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.StampedLock;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One generation's views, kept up to date. The tails watch the batch views' tables and the speed
 * layer's topics; the merge keeps every view's rows as batch(&lt; frontier) ⊕ speed(≥ frontier);
 * answers are read from those rows, each with the position it holds at.
 */
public final class LiveGeneration implements AutoCloseable {
  private static final Duration SOURCES_EVERY = Duration.ofSeconds(1);

  private final CompiledProject project;
  private final DuckDbEngine engine;
  private final MergeLoop merge;
  private final SpeedTail speedTail;
  private final BatchViewTail batchTail;
  private final SourceTail sourceTail;
  private final Answers answers;

  /** Read-locked by whoever asks, write-locked by the end. */
  private final StampedLock use = new StampedLock();

  private LiveGeneration(
      CompiledProject project,
      LiveOptions options,
      Path temporary,
      Answers.QueryTimes times,
      Function<User, List<QueryInfo>> queries,
      BiConsumer<String, BatchVersion> onHandOff,
      OtherEngine other,
      Runnable onFatal) {
    if (project.views().stream()
        .anyMatch(view -> view.name().equalsIgnoreCase(DuckDbEngine.QUARANTINE))) {
      throw ServingErrors.reservedName(DuckDbEngine.QUARANTINE);
    }
    Path lake = LakePaths.local(project.storage());
    this.project = project;
    engine =
        DuckDbEngine.start(
            project.views(),
            new DuckDbEngine.Settings(
                lake, temporary, options.memoryLimit(), options.limits().atATime()));
    merge =
        new MergeLoop(
            project.views(), engine, options.clock(), options.changesEvery(), onHandOff, onFatal);
    speedTail = new SpeedTail(project, merge);
    batchTail = new BatchViewTail(project, options.batchLookEvery(), speedTail::hasCaughtUp, merge);
    sourceTail = new SourceTail(project, options.clock(), SOURCES_EVERY);
    answers =
        new Answers(
            project,
            engine,
            other,
            merge,
            new Freshness(project, speedTail, sourceTail, options.clock()),
            queries,
            times);
  }

  /**
   * Begins to load; views answer as they are loaded.
   *
   * @param temporary where to spill to; must exist and be empty
   * @param onHandOff as {@link MergeLoop} calls it
   * @param other which answers instead where it can
   * @param onFatal called if it cannot go on
   */
  static LiveGeneration start(
      CompiledProject project,
      LiveOptions options,
      Path temporary,
      Answers.QueryTimes times,
      Function<User, List<QueryInfo>> queries,
      BiConsumer<String, BatchVersion> onHandOff,
      OtherEngine other,
      Runnable onFatal) {
    LiveGeneration generation =
        new LiveGeneration(project, options, temporary, times, queries, onHandOff, other, onFatal);
    generation.merge.start();
    generation.speedTail.start();
    generation.batchTail.start();
    generation.sourceTail.start();
    return generation;
  }

  CompiledProject project() {
    return project;
  }

  long number() {
    return project.generation();
  }

  Answers answers() {
    return answers;
  }

  /** See {@link MergeLoop#hold}. */
  CompletableFuture<Map<String, Long>> hold() {
    return merge.hold();
  }

  void release() {
    merge.release();
  }

  /**
   * Keeps it open until {@link #leave}.
   *
   * @return what to leave with, in any thread; 0 if it is closed already
   */
  long enter() {
    return use.tryReadLock();
  }

  void leave(long entered) {
    use.unlockRead(entered);
  }

  /** Waits for those who are in; nobody enters afterwards. */
  @Override
  public void close() {
    use.writeLock();
    sourceTail.close();
    batchTail.close();
    speedTail.close();
    merge.close();
    engine.close();
  }
}
