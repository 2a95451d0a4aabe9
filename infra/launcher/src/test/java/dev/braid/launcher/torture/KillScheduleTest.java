package dev.braid.launcher.torture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class KillScheduleTest {
  private static List<Blow> schedule(long seed, int blows) {
    return KillSchedule.of(seed, blows, Duration.ofSeconds(9L * blows), 2, 10);
  }

  @Test
  void followsFromTheSeed() {
    assertThat(schedule(7, 50)).isEqualTo(schedule(7, 50)).isNotEqualTo(schedule(8, 50));
  }

  @Test
  void strikesEveryVictimFirst() {
    assertThat(schedule(3, 9)).extracting(Blow::victim).containsExactlyInAnyOrder(Victim.values());
    assertThat(schedule(3, 4)).extracting(Blow::victim).doesNotHaveDuplicates().hasSize(4);
  }

  @Test
  void strikesByWeight() {
    Map<Victim, Long> counts =
        schedule(1, 3_000).stream()
            .collect(Collectors.groupingBy(Blow::victim, Collectors.counting()));
    assertThat(counts.get(Victim.TASK_MANAGER)).isBetween(1_050L, 1_250L);
    assertThat(counts.get(Victim.LAUNCHER)).isBetween(110L, 200L);
    long spark =
        counts.entrySet().stream()
            .filter(entry -> entry.getKey().isSpark())
            .mapToLong(Map.Entry::getValue)
            .sum();
    assertThat(spark).isBetween(200L, 300L);
  }

  @Test
  void spreadsThemOverTheTime() {
    List<Blow> blows = schedule(5, 1_000);
    long total = blows.stream().mapToLong(blow -> blow.after().toMillis()).sum();
    assertThat(total).isBetween(8_700_000L, 9_300_000L);
    assertThat(blows)
        .allSatisfy(
            blow ->
                assertThat(blow.after())
                    .isBetween(Duration.ofMillis(4_500), Duration.ofMillis(13_500)));
  }

  @Test
  void pausesSomeOfThoseThatRunAllTheTime() {
    List<Blow> blows = schedule(5, 1_000);
    assertThat(blows.stream().filter(blow -> !blow.isKill()).count()).isBetween(150L, 280L);
    assertThat(blows)
        .filteredOn(blow -> !blow.isKill())
        .allSatisfy(
            blow -> {
              assertThat(blow.victim().isSpark()).isFalse();
              assertThat(blow.pause()).isBetween(Duration.ofMillis(500), Duration.ofSeconds(12));
            });
  }

  @Test
  void namesTheProcessAndThePoint() {
    List<Blow> blows = schedule(5, 10_000);
    assertThat(blows)
        .filteredOn(blow -> blow.victim() == Victim.TASK_MANAGER)
        .extracting(Blow::process)
        .contains("taskmanager-1-1", "taskmanager-1-2")
        .allMatch(name -> name.matches("taskmanager-1-[12]"));
    assertThat(blows)
        .filteredOn(blow -> blow.victim().isSpark())
        .extracting(Blow::killOrder)
        .contains("before-writing:1", "after-files:10", "before-announcement:1")
        .doesNotContain("before-announcement:2", "after-files:11", "after-files:0");
  }
}
