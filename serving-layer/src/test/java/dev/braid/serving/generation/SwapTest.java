package dev.braid.serving.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.Frontier;
import dev.braid.serving.live.ViewFacts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SwapTest {
  private static final Frontier FRONTIER = new Frontier(1_000_000);
  private static final long NEWEST = 1_100_000;

  private final Swap swap = new Swap(Duration.ofSeconds(5), Duration.ofSeconds(10));
  private final List<ViewFacts> current = List.of(view("a", NEWEST - 500, FRONTIER, NEWEST));
  private long now = 0;

  private static ViewFacts view(String name, Long processedTo, Frontier frontier, Long newest) {
    return new ViewFacts(name, "hash", null, processedTo, frontier, 0, newest);
  }

  private Swap.Move decide(ViewFacts... next) {
    return swap.decide(now, current, List.of(next), Optional.empty());
  }

  private Swap.Move decideHeld(Map<String, Long> held, ViewFacts... next) {
    return swap.decide(now, current, List.of(next), Optional.of(held));
  }

  @Test
  void takesOverOnceItHoldsAllThatTheHeldRowsMayHold() {
    assertThat(decide(view("a", NEWEST - 5_000, FRONTIER, null)))
        .isEqualTo(new Swap.Move.Wait("a: the speed layer is 5 s behind"));
    assertThat(decide(view("a", NEWEST - 1_000, FRONTIER, null))).isEqualTo(new Swap.Move.Hold());
    assertThat(decide(view("a", NEWEST + 9_000, FRONTIER, null)))
        .as("before it is known what the held rows hold")
        .isInstanceOf(Swap.Move.Wait.class);
    Map<String, Long> held = Map.of("a", NEWEST + 10);
    assertThat(decideHeld(held, view("a", NEWEST + 9, FRONTIER, null)))
        .isInstanceOf(Swap.Move.Wait.class);
    assertThat(decideHeld(held, view("a", NEWEST + 10, FRONTIER, null)))
        .isEqualTo(new Swap.Move.TakeOver());
  }

  @Test
  void letsTheCurrentOneMoveOnIfTheNextIsNotThereInTime() {
    ViewFacts late = view("a", NEWEST - 1_000, FRONTIER, null);
    assertThat(decide(late)).isEqualTo(new Swap.Move.Hold());
    now = 5_000;
    assertThat(decideHeld(Map.of("a", NEWEST), late))
        .isEqualTo(new Swap.Move.Release("a: the speed layer is 1 s behind"));
    now = 14_999;
    assertThat(decide(late)).isEqualTo(new Swap.Move.Wait("a: the speed layer is 1 s behind"));
    now = 15_000;
    assertThat(decide(late)).isEqualTo(new Swap.Move.Hold());
  }

  @Test
  void eventsThatTheBatchViewCoversNeedNoSpeedLayer() {
    Frontier beyond = new Frontier(NEWEST + 1);
    assertThat(decide(view("a", null, beyond, null))).isEqualTo(new Swap.Move.Hold());
    assertThat(decideHeld(Map.of("a", NEWEST), view("a", null, beyond, null)))
        .isEqualTo(new Swap.Move.TakeOver());
    assertThat(decideHeld(Map.of("a", NEWEST + 1), view("a", null, beyond, null)))
        .isEqualTo(new Swap.Move.Wait("a: the speed layer has not said yet how far it is"));
  }

  @Test
  void whatTheCurrentOneDoesNotHaveIsWaitedForUntilItCanBeReliedOn() {
    ViewFacts a = view("a", NEWEST, FRONTIER, null);
    ViewFacts starting = new ViewFacts("b", "h", "it is loading", null, Frontier.NONE, 0, null);
    assertThat(decide(a, starting)).isEqualTo(new Swap.Move.Wait("b: it is loading"));
    assertThat(decide(a, view("b", null, Frontier.NONE, null))).isEqualTo(new Swap.Move.Hold());
  }

  @Test
  void aSharedTablesVersionNeverFalls() {
    ViewFacts behind = view("a", NEWEST, new Frontier(500_000), null);
    assertThat(decide(behind)).isInstanceOf(Swap.Move.Wait.class);
    assertThat(decide(new ViewFacts("a", "other", null, NEWEST, new Frontier(500_000), 0, null)))
        .as("another definition's table has versions of its own")
        .isEqualTo(new Swap.Move.Hold());
  }

  @Test
  void theSameDefinitionMustCountTheSameEvents() {
    ViewFacts ready = new ViewFacts("a", "hash", null, NEWEST, FRONTIER, 6, null);
    List<ViewFacts> seven = List.of(new ViewFacts("a", "hash", null, NEWEST, FRONTIER, 7, NEWEST));
    assertThat(swap.decide(now, seven, List.of(ready), Optional.empty()))
        .isEqualTo(new Swap.Move.Hold());
    Optional<Map<String, Long>> held = Optional.of(Map.of("a", NEWEST));
    assertThat(swap.decide(now, seven, List.of(ready), held))
        .isEqualTo(new Swap.Move.Wait("a: it counts 6 events, the current generation 7"));
    ViewFacts other = new ViewFacts("a", "other", null, NEWEST, FRONTIER, 6, null);
    assertThat(swap.decide(now, seven, List.of(other), held)).isEqualTo(new Swap.Move.TakeOver());
  }

  @Test
  void whatBreaksWhileItIsHeldIsNotTakenOver() {
    ViewFacts good = view("a", NEWEST, FRONTIER, null);
    assertThat(decide(good)).isEqualTo(new Swap.Move.Hold());
    assertThat(
            decideHeld(
                Map.of("a", NEWEST), new ViewFacts("a", "hash", "gone", NEWEST, FRONTIER, 0, null)))
        .isEqualTo(new Swap.Move.Wait("a: gone"));
  }

  /**
   * Two generations that take in one log at random paces, each telling less than it holds: whenever
   * one takes over, it holds all that the other had shown.
   */
  @Test
  void noCountFallsWhateverTheOrder() {
    int takenOver = 0;
    for (int seed = 0; seed < 20_000; seed++) {
      Random random = new Random(seed);
      Swap machine = new Swap(Duration.ofMillis(40), Duration.ofMillis(20));
      Log log = new Log(random);
      Reader old = new Reader();
      Reader young = new Reader();
      Optional<Map<String, Long>> held = Optional.empty();
      boolean holding = false;
      for (int step = 0; step < 200; step++) {
        log.grow();
        if (!holding) {
          old.read(log, random, 12);
        }
        young.read(log, random, 20);
        if (holding && held.isEmpty() && random.nextBoolean()) {
          held = old.newest == null ? Optional.of(Map.of()) : Optional.of(Map.of("a", old.newest));
        }
        Swap.Move move =
            machine.decide(step * 10L, List.of(old.facts()), List.of(young.facts()), held);
        if (move instanceof Swap.Move.Hold) {
          holding = true;
        } else if (move instanceof Swap.Move.Release) {
          holding = false;
          held = Optional.empty();
        } else if (move instanceof Swap.Move.TakeOver) {
          assertThat(young.counted).as("seed %d", seed).isGreaterThanOrEqualTo(old.counted);
          takenOver++;
          break;
        }
      }
    }
    assertThat(takenOver).isGreaterThan(15_000);
  }

  /** Append times by offset; they never fall. */
  private static final class Log {
    final List<Long> times = new ArrayList<>();
    private final Random random;
    private long time = 1_000_000;

    Log(Random random) {
      this.random = random;
    }

    void grow() {
      for (int i = random.nextInt(12); i > 0; i--) {
        time += random.nextInt(3);
        times.add(time);
      }
    }
  }

  private static final class Reader {
    int counted;
    Long processedTo;
    Long newest;

    void read(Log log, Random random, int most) {
      counted = Math.min(log.times.size(), counted + random.nextInt(most));
      if (counted > 0) {
        newest = log.times.get(counted - 1);
        // What is said lags what is held; an equal time later in the log may not be held yet.
        int said = counted - random.nextInt(Math.min(counted, 5) + 1);
        if (said > 0 && said < log.times.size()) {
          long next = log.times.get(said);
          long sure = log.times.get(said - 1);
          processedTo =
              Math.max(processedTo == null ? 0 : processedTo, sure < next ? sure : sure - 1);
        }
      }
    }

    ViewFacts facts() {
      return view("a", processedTo, Frontier.NONE, newest);
    }
  }
}
