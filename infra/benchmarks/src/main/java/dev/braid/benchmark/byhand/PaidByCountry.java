package dev.braid.benchmark.byhand;

import dev.braid.benchmark.Aggregation;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public final class PaidByCountry implements Aggregation {
  private static final int COUNTRY = 0;
  private static final int STATUS = 1;
  private static final int QUANTITY = 3;

  private static final class Group {
    private long orders;
    private final Total items = new Total();
  }

  private final Map<String, Group> groups = new HashMap<>();

  @Override
  public void add(Object[] event) {
    if (!"paid".equals(event[STATUS])) {
      return;
    }
    Long quantity = (Long) event[QUANTITY];
    if (quantity == null || quantity <= 2) {
      return;
    }
    String country = (String) event[COUNTRY];
    Group group = groups.get(country);
    if (group == null) {
      group = new Group();
      groups.put(country, group);
    }
    group.orders++;
    group.items.add(quantity);
  }

  @Override
  public Map<List<Object>, List<Object>> rows() {
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    groups.forEach(
        (country, group) ->
            rows.put(
                Collections.singletonList(country),
                Arrays.asList(country, group.orders, group.items.result())));
    return rows;
  }
}
