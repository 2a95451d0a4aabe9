package dev.braid.trial;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

/**
 * One way to share a case's events out: the first of them are Spark's, the others Flink's.
 *
 * @param batchEvents how many are Spark's
 * @param places where each of the others lies in the log
 */
public record Split(int batchEvents, List<Place> places) {
  private static final int PARTITIONS = 4;
  private static final int EPOCHS = 3;

  /** A partition of the topic, and an epoch counted from the first that Spark does not cover. */
  public record Place(int partition, int epoch) {}

  public Split {
    places = List.copyOf(places);
  }

  /**
   * All to Spark, all to Flink, and some cuts in between.
   *
   * @param cuts how many in between, each at another place; fewer if there are not so many places
   */
  public static List<Split> of(int events, int cuts, Random random) {
    TreeSet<Integer> between = new TreeSet<>();
    while (between.size() < Math.min(cuts, events - 1)) {
      between.add(1 + random.nextInt(events - 1));
    }
    List<Split> splits = new ArrayList<>();
    splits.add(at(events, events, random));
    for (int cut : between.descendingSet()) {
      splits.add(at(cut, events, random));
    }
    splits.add(at(0, events, random));
    return splits;
  }

  /** The log's time never goes back, so neither do the epochs. */
  private static Split at(int cut, int events, Random random) {
    List<Place> places = new ArrayList<>();
    int epoch = 0;
    for (int i = cut; i < events; i++) {
      places.add(new Place(random.nextInt(PARTITIONS), epoch));
      epoch = Math.min(EPOCHS - 1, epoch + random.nextInt(2));
    }
    return new Split(cut, places);
  }

  /** As people read it: {@code events 1-3 by Spark, 4 by Flink}. */
  @Override
  public String toString() {
    int events = batchEvents + places.size();
    if (places.isEmpty()) {
      return "all events by Spark";
    }
    return batchEvents == 0
        ? "all events by Flink"
        : (batchEvents == 1 ? "event " : "events ")
            + range(1, batchEvents)
            + " by Spark, "
            + range(batchEvents + 1, events)
            + " by Flink";
  }

  private static String range(int first, int last) {
    return first == last ? "" + first : first + "-" + last;
  }
}
