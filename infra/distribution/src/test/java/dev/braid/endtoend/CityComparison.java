package dev.braid.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.type.DataType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All groups of one view, as they must be and as they are. */
final class CityComparison {
  private final ViewDefinition view;
  private final Map<List<Object>, List<Object>> expected = new HashMap<>();

  private CityComparison(ViewDefinition view) {
    this.view = view;
  }

  /**
   * What the proof's query gives, by columns of the view's names. For a sketch it gives what the
   * sketch is about: {@link Sketches}.
   */
  static CityComparison expecting(ViewDefinition view, ResultSet rows) throws SQLException {
    CityComparison comparison = new CityComparison(view);
    while (rows.next()) {
      List<Object> row = new ArrayList<>();
      for (OutputColumn column : view.plan().outputs()) {
        row.add(Cells.ofProof(rows, column.name(), column.type()));
      }
      if (comparison.expected.put(comparison.key(row), row) != null) {
        throw new IllegalStateException(view.name() + ": two groups " + comparison.key(row));
      }
    }
    return comparison;
  }

  String view() {
    return view.name();
  }

  int groups() {
    return expected.size();
  }

  /** What differs in the serving layer's rows, which have the view's columns in their order. */
  List<String> differences(JsonNode rows) {
    List<String> differences = new ArrayList<>();
    Map<List<Object>, List<Object>> missing = new HashMap<>(expected);
    for (JsonNode json : rows) {
      List<Object> row = new ArrayList<>();
      for (int i = 0; i < view.plan().outputs().size(); i++) {
        row.add(Cells.ofJson(json.path(i), view.plan().outputs().get(i).type()));
      }
      List<Object> key = key(row);
      List<Object> wanted = missing.remove(key);
      if (wanted == null) {
        differences.add(view.name() + ": group " + key + " should not be there, or not twice");
      } else {
        compare(key, wanted, row, differences);
      }
    }
    missing
        .keySet()
        .forEach(key -> differences.add(view.name() + ": group " + key + " is missing"));
    return differences;
  }

  private void compare(
      List<Object> key, List<Object> wanted, List<Object> row, List<String> differences) {
    for (int i = 0; i < row.size(); i++) {
      OutputColumn column = view.plan().outputs().get(i);
      AggregateCall sketch = sketch(view.plan(), column);
      boolean same =
          sketch == null
              ? same(wanted.get(i), row.get(i), tolerance(column))
              : Sketches.within(sketch, wanted.get(i), row.get(i));
      if (!same) {
        differences.add(
            "%s: group %s: %s is %s, must be %s"
                .formatted(view.name(), key, column.name(), row.get(i), wanted.get(i)));
        return;
      }
    }
  }

  private static AggregateCall sketch(ViewPlan plan, OutputColumn column) {
    if (!(column.expression() instanceof ColumnRef ref) || ref.index() < plan.keys().size()) {
      return null;
    }
    AggregateCall call = plan.aggregates().get(ref.index() - plan.keys().size());
    return call.function().startsWith("approx_") ? call : null;
  }

  /** A REAL may be off by its last bit. */
  private static double tolerance(OutputColumn column) {
    return column.type().equals(DataType.REAL) ? 0x1p-23 : 1e-9;
  }

  private static boolean same(Object wanted, Object answer, double tolerance) {
    if (wanted instanceof Double w && answer instanceof Double a) {
      return Double.isFinite(w) && Double.isFinite(a)
          ? Math.abs(w - a) <= tolerance * Math.max(Math.abs(w), Math.abs(a))
          : Double.compare(w, a) == 0;
    }
    return wanted == null ? answer == null : wanted.equals(answer);
  }

  private List<Object> key(List<Object> row) {
    List<Object> key = new ArrayList<>();
    for (KeyColumn column : view.plan().keys()) {
      for (int i = 0; i < row.size(); i++) {
        if (view.plan().outputs().get(i).name().equals(column.name())) {
          key.add(row.get(i));
        }
      }
    }
    return key;
  }
}
