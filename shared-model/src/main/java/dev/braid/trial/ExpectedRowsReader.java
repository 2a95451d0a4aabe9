package dev.braid.trial;

import dev.braid.error.ProjectErrors;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.Problems;
import dev.braid.type.Values;
import dev.braid.yaml.YamlMapping;
import dev.braid.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Reads {@code expect} of a case: rows, each column of which must be one of the view's. */
final class ExpectedRowsReader {
  private final Problems problems;
  private final List<OutputColumn> outputs;
  private final List<String> names;
  private final int[] keys;

  ExpectedRowsReader(ViewPlan plan, Problems problems) {
    this.problems = problems;
    this.outputs = plan.outputs();
    this.names = outputs.stream().map(OutputColumn::name).toList();
    this.keys = plan.keys().stream().map(KeyColumn::name).mapToInt(names::indexOf).toArray();
  }

  /** Empty if there are problems. */
  Optional<ExpectedRows> read(YamlNode node) {
    Optional<List<YamlNode>> items = problems.attempt(node::list);
    if (items.isEmpty()) {
      return Optional.empty();
    }
    List<YamlMapping> written = new ArrayList<>();
    for (YamlNode item : items.get()) {
      problems.attempt(item::anyMapping).ifPresent(written::add);
    }
    List<Integer> compared = compared(written);
    Map<List<Object>, List<Object>> rows = new LinkedHashMap<>();
    boolean all = written.size() == items.get().size();
    for (YamlMapping row : written) {
      all &= add(row, compared, rows);
    }
    return all ? Optional.of(new ExpectedRows(compared, rows)) : Optional.empty();
  }

  /** The group key, and all that some row says; without rows, nothing else to compare. */
  private List<Integer> compared(List<YamlMapping> rows) {
    TreeSet<Integer> compared = new TreeSet<>();
    Arrays.stream(keys).forEach(compared::add);
    for (YamlMapping row : rows) {
      row.values().keySet().stream().map(names::indexOf).filter(i -> i >= 0).forEach(compared::add);
    }
    return List.copyOf(compared);
  }

  private boolean add(
      YamlMapping written, List<Integer> compared, Map<List<Object>, List<Object>> rows) {
    Object[] row = new Object[names.size()];
    boolean good = true;
    for (String name : written.values().keySet()) {
      good &= problems.attempt(() -> read(name, written, row)).isPresent();
    }
    for (int position : compared) {
      if (!written.values().containsKey(names.get(position))) {
        good = false;
        problems.attempt(
            () -> {
              throw isKey(position)
                  ? ProjectErrors.rowWithoutKey(written.place(), names.get(position))
                  : ProjectErrors.rowWithoutColumn(written.place(), names.get(position));
            });
      }
    }
    if (!good) {
      return false;
    }
    List<Object> key = new ArrayList<>();
    Arrays.stream(keys).forEach(i -> key.add(Values.canonical(row[i])));
    if (rows.put(key, Arrays.asList(row)) != null) {
      problems.attempt(
          () -> {
            throw ProjectErrors.duplicateRow(written.place());
          });
      return false;
    }
    return true;
  }

  private boolean isKey(int position) {
    return Arrays.stream(keys).anyMatch(key -> key == position);
  }

  private Integer read(String name, YamlMapping written, Object[] row) {
    int position = names.indexOf(name);
    if (position < 0) {
      throw ProjectErrors.noSuchOutput(written.placeOf(name), name, names);
    }
    row[position] =
        new ExpectedValue(name, outputs.get(position).type())
            .read(written.find(name).orElseThrow());
    return position;
  }
}
