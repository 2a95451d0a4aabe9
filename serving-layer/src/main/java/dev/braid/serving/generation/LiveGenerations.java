package dev.braid.serving.generation;

import dev.braid.error.BraidException;
import dev.braid.generation.GenerationFiles;
import dev.braid.generation.Generations;
import dev.braid.project.CompiledProject;
import dev.braid.serving.access.User;
import dev.braid.serving.cluster.ClusterViews;
import dev.braid.serving.live.Answers;
import dev.braid.serving.live.OtherEngine;
import dev.braid.serving.query.QueryInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generation that answers and, while there is one, the next, built beside it. Every question is
 * answered by one of them as a whole. What is to be built is read from the project's {@link
 * GenerationFiles}; when the next one takes over, that is recorded there first.
 */
public final class LiveGenerations implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveGenerations.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);
  private static final Duration LOOK_EVERY_WHILE_HELD = Duration.ofMillis(10);
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Optional<GenerationFiles> files;
  private final Optional<ClusterViews> cluster;
  private final LiveOptions options;
  private final Path temporary;
  private final Answers.QueryTimes times;
  private final Runnable onFatal;
  private final Clock clock;
  private final Thread watch = new Thread(this::watch, "generations");
  private volatile LiveGeneration current;
  private volatile LiveGeneration next;
  private volatile Building building;
  private volatile Swapped swapped;
  private volatile Consumer<CompiledProject> beforeSwap = project -> {};
  private volatile Runnable onSwap = () -> {};
  private volatile Function<User, List<QueryInfo>> queries = user -> List.of();
  private volatile boolean nextFailed;
  private volatile boolean stopped;

  // Of the watching thread.
  private Swap swap;
  private CompletableFuture<Map<String, Long>> held;
  private long heldAt;
  private long startAgainAt = Long.MIN_VALUE;

  /**
   * @param first the generation that answers now
   * @param files where it is recorded which are to come; empty if none are
   * @param cluster which keeps the views of the generation that answers, too
   * @param temporary folder for what does not fit into memory
   */
  public LiveGenerations(
      CompiledProject first,
      Optional<GenerationFiles> files,
      Optional<ClusterViews> cluster,
      LiveOptions options,
      Path temporary,
      Answers.QueryTimes times,
      Runnable onFatal)
      throws IOException {
    this.files = files;
    this.cluster = cluster;
    this.options = options;
    this.temporary = temporary;
    this.times = times;
    this.onFatal = onFatal;
    this.clock = options.clock();
    this.current = start(first);
    cluster.ifPresent(views -> views.answers(first));
    watch.setDaemon(true);
  }

  /** The queries that a user may be told of. */
  public void tellOf(Function<User, List<QueryInfo>> running) {
    queries = running;
  }

  /**
   * Begins to follow the record.
   *
   * @param before called with what is about to answer, before each change of it
   * @param afterSwap called after each change of the generation that answers
   */
  public void start(Consumer<CompiledProject> before, Runnable afterSwap) {
    beforeSwap = before;
    onSwap = afterSwap;
    if (files.isPresent()) {
      watch.start();
    }
  }

  /** Asks the generation that answers now, which stays open until the answer is there. */
  public <T> T ask(Function<Answers, T> question) {
    try (Lease lease = lease()) {
      return question.apply(lease.answers());
    }
  }

  /** Keeps the generation that answers now open for as long as the lease is. */
  public Lease lease() {
    while (true) {
      LiveGeneration asked = current;
      long entered = asked.enter();
      if (entered != 0) {
        return new Lease(asked, entered);
      }
    }
  }

  /** A generation in use; may be closed in another thread than it was taken in. */
  public static final class Lease implements AutoCloseable {
    private final LiveGeneration generation;
    private final long entered;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Lease(LiveGeneration generation, long entered) {
      this.generation = generation;
      this.entered = entered;
    }

    public Answers answers() {
      return generation.answers();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        generation.leave(entered);
      }
    }
  }

  public Optional<Building> building() {
    return Optional.ofNullable(building);
  }

  /** Empty if there is none. */
  public Optional<ClusterViews> cluster() {
    return cluster;
  }

  public Optional<Swapped> swapped() {
    return Optional.ofNullable(swapped);
  }

  private LiveGeneration start(CompiledProject project) throws IOException {
    long number = project.generation();
    return LiveGeneration.start(
        project,
        options,
        Files.createTempDirectory(temporary, "g" + number + "-"),
        times,
        user -> queries.apply(user),
        (view, version) -> cluster.ifPresent(views -> views.handedOff(number, view, version)),
        cluster.map(views -> views.queries(number)).orElse(OtherEngine.NONE),
        () -> failed(number));
  }

  private void failed(long generation) {
    LiveGeneration answering = current;
    if (answering == null || answering.number() == generation) {
      onFatal.run();
    } else {
      nextFailed = true;
    }
  }

  private void watch() {
    while (!stopped) {
      try {
        look(clock.millis());
        TimeUnit.MILLISECONDS.sleep((held == null ? LOOK_EVERY : LOOK_EVERY_WHILE_HELD).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (BraidException | IOException e) {
        LOG.error("The generations cannot be followed: {}", e.getMessage());
        onFatal.run();
        return;
      }
    }
  }

  private void look(long now) throws IOException {
    Generations wanted = files.orElseThrow().read().orElseThrow();
    if (wanted.current() != current.number()) {
      LOG.error(
          "Generation {} is recorded as the one that answers, not {}; the process ends to begin"
              + " with it",
          wanted.current(),
          current.number());
      stopped = true;
      onFatal.run();
      return;
    }
    if (next != null && (nextFailed || !Objects.equals(wanted.next(), next.number()))) {
      giveUp(now);
    }
    if (wanted.next() == null) {
      building = null;
    } else if (next == null && now >= startAgainAt) {
      build(wanted.next(), now);
    }
    if (next != null) {
      step(now);
    }
  }

  private void build(long generation, long now) throws IOException {
    try {
      LOG.info("Generation {} is built beside {}", generation, current.number());
      nextFailed = false;
      swap = new Swap(LONGEST_HOLD, PAUSE);
      next = start(files.orElseThrow().project(generation));
    } catch (BraidException e) {
      LOG.warn("Generation {} cannot be built: {}", generation, e.getMessage());
      building = new Building(generation, e.getMessage(), List.of());
      startAgainAt = now + PAUSE.toMillis();
    }
  }

  private void giveUp(long now) {
    LiveGeneration unwanted = next;
    LOG.info("Generation {} is built no more", unwanted.number());
    if (held != null) {
      release();
    }
    next = null;
    building =
        nextFailed
            ? new Building(
                unwanted.number(), "its merge failed, see the log; it is tried again", List.of())
            : null;
    startAgainAt = now + PAUSE.toMillis();
    unwanted.close();
  }

  private void step(long now) {
    Optional<Map<String, Long>> reached =
        Optional.ofNullable(held).filter(CompletableFuture::isDone).map(CompletableFuture::join);
    Swap.Move move = swap.decide(now, current.answers().facts(), next.answers().facts(), reached);
    String waiting = "";
    if (move instanceof Swap.Move.Wait wait) {
      waiting = wait.why();
    } else if (move instanceof Swap.Move.Hold) {
      heldAt = now;
      held = current.hold();
      waiting = "it takes over";
    } else if (move instanceof Swap.Move.Release release) {
      release();
      waiting = release.why();
      LOG.info("Generation {} was not there in time: {}", next.number(), waiting);
    } else {
      takeOver(now);
      return;
    }
    building = new Building(next.number(), waiting, next.answers().status());
  }

  private void release() {
    held = null;
    current.release();
  }

  private void takeOver(long now) {
    LiveGeneration old = current;
    LiveGeneration taking = next;
    try {
      Generations recorded = files.orElseThrow().update(all -> swapped(all, taking));
      if (recorded.current() != taking.number()) {
        stay(now, "it is no longer wanted");
        return;
      }
    } catch (IOException e) {
      LOG.warn("That generation {} answers cannot be recorded: {}", taking.number(), e.toString());
      stay(now, "that it answers cannot be recorded: " + e);
      return;
    }
    beforeSwap.accept(taking.project());
    current = taking;
    next = null;
    held = null;
    swapped = new Swapped(old.number(), taking.number(), clock.instant(), clock.millis() - heldAt);
    building = null;
    LOG.info(
        "Generation {} answers in place of {}; answers stood still for {} ms",
        taking.number(),
        old.number(),
        swapped.heldMillis());
    cluster.ifPresent(views -> views.answers(taking.project()));
    onSwap.run();
    Thread closing = new Thread(old::close, "close-generation-" + old.number());
    closing.setDaemon(true);
    closing.start();
  }

  private static Generations swapped(Generations recorded, LiveGeneration taking) {
    return Objects.equals(recorded.next(), taking.number()) ? recorded.swapped() : recorded;
  }

  private void stay(long now, String why) {
    swap.release(now, why);
    release();
    building = new Building(next.number(), why, next.answers().status());
  }

  @Override
  public void close() {
    stopped = true;
    watch.interrupt();
    try {
      watch.join(TimeUnit.SECONDS.toMillis(10));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    LiveGeneration unfinished = next;
    if (unfinished != null) {
      unfinished.close();
    }
    current.close();
    cluster.ifPresent(ClusterViews::close);
  }
}
