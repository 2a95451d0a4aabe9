package dev.braid.benchmark.byhand;

import dev.braid.benchmark.Aggregation;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class Outcomes implements Aggregation {
  private static final int COUNTRY = 0;
  private static final int STATUS = 1;
  private static final int QUANTITY = 3;
  private static final int PRICE = 5;
  private static final int URGENT = 7;

  private static final class Group {
    private long paid;
    private long trouble;
    private long big;
    private final Total weighted = new Total();
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
    String status = (String) event[STATUS];
    boolean urgent = Boolean.TRUE.equals(event[URGENT]);
    Long quantity = (Long) event[QUANTITY];
    boolean paid = "paid".equals(status);
    if (paid) {
      group.paid++;
    }
    if (urgent || "returned".equals(status)) {
      group.trouble++;
    }
    if (isBig((Double) event[PRICE], quantity, urgent)) {
      group.big++;
    }
    if (quantity != null && (paid || "shipped".equals(status))) {
      long weighted = urgent ? quantity * 2 : quantity;
      boolean fits = !urgent || weighted >> 1 == quantity;
      if (fits) {
        group.weighted.add(weighted);
      }
    }
  }

  private static boolean isBig(Double price, Long quantity, boolean urgent) {
    if (price != null && price > 100) {
      return quantity != null && quantity > 3;
    }
    return urgent || (quantity != null && quantity >= 10);
  }

  @Override
  public Map<List<Object>, List<Object>> rows() {
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    groups.forEach(
        (country, group) ->
            rows.put(
                Collections.singletonList(country),
                Arrays.asList(
                    country, group.paid, group.trouble, group.big, group.weighted.result())));
    return rows;
  }
}
