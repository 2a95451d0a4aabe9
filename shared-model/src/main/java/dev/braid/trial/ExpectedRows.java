package dev.braid.trial;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every row that a view must have.
 *
 * @param compared positions of the outputs that are compared; the group key's are always among them
 * @param rows by group key, each as wide as the view; what is not compared is null
 */
public record ExpectedRows(List<Integer> compared, Map<List<Object>, List<Object>> rows) {
  public ExpectedRows {
    compared = List.copyOf(compared);
    Map<List<Object>, List<Object>> copy = new LinkedHashMap<>();
    rows.forEach((key, row) -> copy.put(key, Collections.unmodifiableList(new ArrayList<>(row))));
    rows = Collections.unmodifiableMap(copy);
  }
}
