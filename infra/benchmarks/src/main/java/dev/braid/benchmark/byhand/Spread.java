package dev.braid.benchmark.byhand;

import dev.braid.benchmark.Aggregation;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class Spread implements Aggregation {
  private static final int COUNTRY = 0;
  private static final int PRICE = 5;
  private static final int DISCOUNT = 6;

  private static final class Group {
    private long prices;
    private double mean;
    private double m2;
    private long paid;
    private double sum;
    private boolean anyLeast;
    private double leastDiscount;
    private boolean anyCheapest;
    private double cheapest;
  }

  private final Map<String, Group> groups = new HashMap<>();

  @Override
  public void add(Object[] event) {
    String country = (String) event[COUNTRY];
    Group group = groups.get(country);
    if (group == null) {
      group = new Group();
      groups.put(country, group);
    }
    Double price = (Double) event[PRICE];
    Double discount = (Double) event[DISCOUNT];
    double factor = discount == null ? 1 : discount;
    if (price != null) {
      double value = price * factor;
      group.prices++;
      double delta = value - group.mean;
      group.mean += delta / group.prices;
      group.m2 += delta * (value - group.mean);
    }
    if (discount != null || price != null) {
      group.sum += discount == null ? price : discount;
      group.paid++;
    }
    takeLeast(group, price, factor + 0.0);
  }

  /** Of equal discounts the lowest price wins, no price being less than all. */
  private static void takeLeast(Group group, Double price, double discount) {
    int order = group.anyLeast ? Double.compare(discount, group.leastDiscount) : -1;
    boolean less =
        price == null
            ? group.anyCheapest
            : group.anyCheapest && Double.compare(price + 0.0, group.cheapest) < 0;
    if (order < 0 || (order == 0 && less)) {
      group.anyLeast = true;
      group.leastDiscount = discount;
      group.anyCheapest = price != null;
      group.cheapest = price == null ? 0 : price + 0.0;
    }
  }

  @Override
  public Map<List<Object>, List<Object>> rows() {
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    groups.forEach(
        (country, group) -> {
          double variance = Double.isFinite(group.m2) ? group.m2 / (group.prices - 1) : Double.NaN;
          rows.put(
              Collections.singletonList(country),
              Arrays.asList(
                  country,
                  group.prices > 1 ? (Object) Math.sqrt(variance) : null,
                  group.paid > 0 ? (Object) (group.sum / group.paid) : null,
                  group.anyCheapest ? (Object) group.cheapest : null));
        });
    return rows;
  }
}
