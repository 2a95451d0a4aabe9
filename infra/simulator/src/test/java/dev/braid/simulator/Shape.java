package dev.braid.simulator;

import dev.braid.project.Refresh;

/**
 * What does not change within a history.
 *
 * @param stragglers whether clocks may be farther apart than grace
 * @param brokerSkews of the brokers' clocks from true time; the first one's partition is stamped by
 *     it until another leads
 * @param generations whether there may be a next one beside the one that answers
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Shape(
    int partitions,
    int speedPartitions,
    int parallelism,
    long graceMillis,
    boolean stragglers,
    long[] brokerSkews,
    int readers,
    long compactionLagMillis,
    Refresh refresh,
    boolean generations) {
  private static final long[] GRACES = {200, 1_000, 2_500};

  static Shape of(long seed) {
    Dice dice = new Dice(seed);
    long grace = GRACES[dice.below(GRACES.length)];
    boolean stragglers = dice.oneIn(4);
    long[] skews = new long[3];
    for (int broker = 0; broker < skews.length; broker++) {
      skews[broker] = skew(dice, stragglers ? grace * 3 : grace);
    }
    return new Shape(
        1 + dice.below(3),
        1 + dice.below(2),
        1 + dice.below(3),
        grace,
        stragglers,
        skews,
        1 + dice.below(2),
        dice.between(500, 5_000),
        dice.oneIn(2) ? Refresh.FULL : Refresh.INCREMENTAL,
        dice.oneIn(4));
  }

  /** Two clocks within this are at most {@code spread} apart; the extremes are frequent. */
  static long skew(Dice dice, long spread) {
    return switch (dice.below(4)) {
      case 0 -> -spread / 2;
      case 1 -> spread / 2;
      default -> dice.between(-spread / 2, spread / 2);
    };
  }
}
