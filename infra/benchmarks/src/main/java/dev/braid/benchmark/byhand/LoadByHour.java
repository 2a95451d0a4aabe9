package dev.braid.benchmark.byhand;

import dev.braid.benchmark.Aggregation;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class LoadByHour implements Aggregation {
  private static final int AT = 2;
  private static final int QUANTITY = 3;
  private static final int LATENCY = 4;
  private static final long MICROS_PER_HOUR = 3_600_000_000L;

  private static final class Key {
    private boolean timed;
    private long hour;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that && hour == that.hour && timed == that.timed;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(hour) * 0x9E3779B9;
    }
  }

  private static final class Group {
    private boolean anyFastest;
    private long fastest;
    private boolean anySlowest;
    private long slowest;
    private final Total load = new Total();
  }

  private final Key key = new Key();
  private final Map<Key, Group> groups = new HashMap<>();

  @Override
  public void add(Object[] event) {
    Long at = (Long) event[AT];
    key.timed = at != null;
    key.hour = at == null ? 0 : at - Math.floorMod(at, MICROS_PER_HOUR);
    Group group = groups.get(key);
    if (group == null) {
      group = new Group();
      Key copy = new Key();
      copy.timed = key.timed;
      copy.hour = key.hour;
      groups.put(copy, group);
    }
    Long latency = (Long) event[LATENCY];
    if (latency == null) {
      return;
    }
    if (!group.anyFastest || latency < group.fastest) {
      group.anyFastest = true;
      group.fastest = latency;
    }
    Long quantity = (Long) event[QUANTITY];
    if (quantity != null) {
      addSlowness(group, latency, quantity);
      addLoad(group, latency, quantity);
    }
  }

  /** Nothing if it overflows. */
  private static void addSlowness(Group group, long latency, long quantity) {
    long twice = latency * 2;
    long slow = twice + quantity;
    boolean fits = twice >> 1 == latency && ((twice ^ slow) & (quantity ^ slow)) >= 0;
    if (fits && (!group.anySlowest || slow > group.slowest)) {
      group.anySlowest = true;
      group.slowest = slow;
    }
  }

  /** Nothing if it overflows. */
  private static void addLoad(Group group, long latency, long quantity) {
    long product = latency * quantity;
    boolean fits = Math.multiplyHigh(latency, quantity) == product >> 63;
    if (fits && product != Long.MIN_VALUE) {
      group.load.add(product - 1);
    }
  }

  @Override
  public Map<List<Object>, List<Object>> rows() {
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    groups.forEach(
        (found, group) -> {
          Object hour = found.timed ? (Object) found.hour : null;
          rows.put(
              Collections.singletonList(hour),
              Arrays.asList(
                  hour,
                  group.anyFastest ? (Object) group.fastest : null,
                  group.anySlowest ? (Object) group.slowest : null,
                  group.load.result()));
        });
    return rows;
  }
}
