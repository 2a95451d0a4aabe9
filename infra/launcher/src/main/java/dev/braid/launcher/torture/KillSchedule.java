package dev.braid.launcher.torture;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Whom to strike, how, and when: all of it follows from the seed. */
final class KillSchedule {
  /** Beside a kill's one. */
  private static final double PAUSES = 0.25;

  private static final int SHORTEST_PAUSE_MILLIS = 500;

  /** Longer than Flink's heartbeats are waited for. */
  private static final int LONGEST_PAUSE_MILLIS = 12_000;

  private final Random random;
  private final int taskManagers;
  private final int tables;

  private KillSchedule(long seed, int taskManagers, int tables) {
    this.random = new Random(seed);
    this.taskManagers = taskManagers;
    this.tables = tables;
  }

  /**
   * Every victim at least once if there are blows enough, and after that by weight, spread over the
   * time with gaps of half to one and a half times the mean.
   *
   * @param tables that a batch run commits
   */
  static List<Blow> of(long seed, int blows, Duration time, int taskManagers, int tables) {
    return new KillSchedule(seed, taskManagers, tables).blows(blows, time.dividedBy(blows));
  }

  private List<Blow> blows(int count, Duration meanGap) {
    List<Victim> victims = new ArrayList<>();
    List<Victim> once = new ArrayList<>(List.of(Victim.values()));
    Collections.shuffle(once, random);
    victims.addAll(once.subList(0, Math.min(count, once.size())));
    while (victims.size() < count) {
      victims.add(drawVictim());
    }
    List<Blow> blows = new ArrayList<>();
    for (Victim victim : victims) {
      Duration after = Duration.ofMillis((long) (meanGap.toMillis() * (0.5 + random.nextDouble())));
      blows.add(new Blow(blows.size() + 1, victim, after, pauseOf(victim), whichOf(victim)));
    }
    return List.copyOf(blows);
  }

  private Victim drawVictim() {
    int left = random.nextInt(totalWeight());
    for (Victim victim : Victim.values()) {
      left -= victim.weight();
      if (left < 0) {
        return victim;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }

  private static int totalWeight() {
    int total = 0;
    for (Victim victim : Victim.values()) {
      total += victim.weight();
    }
    return total;
  }

  private Duration pauseOf(Victim victim) {
    if (victim.isSpark() || random.nextDouble() >= PAUSES) {
      return Duration.ZERO;
    }
    return Duration.ofMillis(
        SHORTEST_PAUSE_MILLIS + random.nextInt(LONGEST_PAUSE_MILLIS - SHORTEST_PAUSE_MILLIS));
  }

  private int whichOf(Victim victim) {
    return switch (victim) {
      case TASK_MANAGER -> 1 + random.nextInt(taskManagers);
      case SPARK_BEFORE_WRITING, SPARK_AFTER_FILES, SPARK_DURING_LOG_COMMIT ->
          1 + random.nextInt(tables);
      default -> 1;
    };
  }
}
