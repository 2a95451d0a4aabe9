package dev.braid.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Random histories of what the three layers decide: no invariant of the hand-off is ever violated.
 * {@code -Dbraid.simulator.seeds} says how many, {@code -Dbraid.simulator.first} from which on.
 */
class HandOffSimulationTest {
  private static final long SEEDS = Long.getLong("braid.simulator.seeds", 20_000);
  private static final long FIRST = Long.getLong("braid.simulator.first", 0);

  /** Fewer say nothing of how often something happens. */
  private static final long ENOUGH = 1_000;

  @Test
  void noHistoryViolatesAnInvariant() {
    Simulation simulation = new Simulation(Model.TRUE);
    Optional<Simulation.Failure> failure = simulation.run(FIRST, SEEDS);
    System.out.println(simulation.report());
    failure.ifPresent(
        found -> {
          throw new AssertionError(simulation.explain(found), found.violation());
        });
    for (Happening happening : Happening.values()) {
      long count = simulation.coverage().of(happening);
      System.out.printf("%,14d %s%n", count, happening);
      if (SEEDS >= ENOUGH) {
        assertThat(count)
            .as("%s in %d seeds", happening, SEEDS)
            .isGreaterThanOrEqualTo(happening.minimum() * SEEDS / 1_000);
      }
    }
  }
}
