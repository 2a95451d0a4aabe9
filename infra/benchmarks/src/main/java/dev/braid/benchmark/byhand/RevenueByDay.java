package dev.braid.benchmark.byhand;

import dev.braid.benchmark.Aggregation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

public final class RevenueByDay implements Aggregation {
  private static final int COUNTRY = 0;
  private static final int AT = 2;
  private static final int PRICE = 5;
  private static final long MICROS_PER_DAY = 86_400_000_000L;

  private static final class Key {
    private boolean dated;
    private long day;
    private String country;

    @Override
    public boolean equals(Object other) {
      return other instanceof Key that
          && day == that.day
          && dated == that.dated
          && Objects.equals(country, that.country);
    }

    @Override
    public int hashCode() {
      return (31 * Long.hashCode(day) + Objects.hashCode(country)) * 0x9E3779B9;
    }
  }

  private static final class Group {
    private long prices;
    private double revenue;
    private double highest;
  }

  private final Key key = new Key();
  private final Map<Key, Group> groups = new HashMap<>();

  @Override
  public void add(Object[] event) {
    Long at = (Long) event[AT];
    key.dated = at != null;
    key.day = at == null ? 0 : at - Math.floorMod(at, MICROS_PER_DAY);
    key.country = (String) event[COUNTRY];
    Group group = groups.get(key);
    if (group == null) {
      group = new Group();
      Key copy = new Key();
      copy.dated = key.dated;
      copy.day = key.day;
      copy.country = key.country;
      groups.put(copy, group);
    }
    Double price = (Double) event[PRICE];
    if (price != null) {
      double canonical = price + 0.0;
      if (group.prices == 0 || Double.compare(canonical, group.highest) > 0) {
        group.highest = canonical;
      }
      group.revenue += price;
      group.prices++;
    }
  }

  @Override
  public Map<List<Object>, List<Object>> rows() {
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    groups.forEach(
        (found, group) -> {
          Object day = found.dated ? (Object) found.day : null;
          boolean any = group.prices > 0;
          rows.put(
              Arrays.asList(day, found.country),
              Arrays.asList(
                  day,
                  found.country,
                  any ? (Object) group.revenue : null,
                  any ? (Object) (group.revenue / group.prices) : null,
                  any ? (Object) group.highest : null));
        });
    return rows;
  }
}
