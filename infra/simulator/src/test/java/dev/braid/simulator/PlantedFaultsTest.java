package dev.braid.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulator is tested itself: whatever fault is planted, it finds within the default seeds. */
class PlantedFaultsTest {
  private static final long SEEDS = 20_000;

  @BeforeAll
  static void installAgent() {
    ByteBuddyAgent.install();
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void isCaught(Fault fault) throws IOException {
    Optional<Simulation.Failure> failure = Optional.empty();
    fault.plant();
    try {
      long tried = 0;
      for (long batch = 20; failure.isEmpty() && tried < SEEDS; batch *= 2) {
        failure = new Simulation(fault.model()).run(tried, Math.min(batch, SEEDS - tried));
        tried += batch;
      }
    } finally {
      fault.remove();
    }
    assertThat(failure).as("%s in %d seeds", fault, SEEDS).isPresent();
    System.out.printf(
        "%-36s caught after %,6d seeds by %s%n",
        fault, failure.get().seed() + 1, failure.get().violation().invariant());
  }
}
