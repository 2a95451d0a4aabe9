package dev.braid.simulator;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** Many histories, on all processors, up to the first one that fails. */
final class Simulation {
  /** Of a seed whose history violates something. */
  record Failure(long seed, Violation violation) {}

  private final Model model;
  private final Coverage coverage = new Coverage();
  private final LongAdder histories = new LongAdder();
  private final LongAdder steps = new LongAdder();
  private final long start = System.nanoTime();

  Simulation(Model model) {
    this.model = model;
  }

  /** The failure of the least seed that fails, if one does. */
  Optional<Failure> run(long firstSeed, long seeds) {
    AtomicLong least = new AtomicLong(Long.MAX_VALUE);
    return LongStream.range(firstSeed, firstSeed + seeds)
        .parallel()
        .filter(seed -> seed < least.get())
        .mapToObj(seed -> run(seed, least))
        .flatMap(Optional::stream)
        .min((a, b) -> Long.compare(a.seed(), b.seed()));
  }

  private Optional<Failure> run(long seed, AtomicLong least) {
    History.Outcome outcome = History.of(seed).run(model);
    histories.increment();
    steps.add(outcome.steps());
    coverage.add(outcome.happened());
    if (outcome.violation().isPresent()) {
      least.accumulateAndGet(seed, Math::min);
    }
    return outcome.violation().map(violation -> new Failure(seed, violation));
  }

  Coverage coverage() {
    return coverage;
  }

  String report() {
    double seconds = (System.nanoTime() - start) / 1e9;
    return String.format(
        "simulator: %,d seeds, %,d steps in %.1f s, %,.0f steps a second",
        histories.sum(), steps.sum(), seconds, steps.sum() / seconds);
  }

  /** What a developer needs of a failure. */
  String explain(Failure failure) {
    Invariant invariant = failure.violation().invariant();
    History shortest = Shrinker.shrink(History.of(failure.seed()), invariant, model);
    return Shrinker.describe(shortest, model);
  }
}
