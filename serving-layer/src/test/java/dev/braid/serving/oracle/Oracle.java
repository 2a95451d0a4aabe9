package dev.braid.serving.oracle;

import dev.braid.contract.Answers;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.ViewPlan;
import dev.braid.reference.ReferenceInterpreter;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks DuckDB what a view is, where its SQL means the same as a view's, and compares the reference
 * interpreter with it. Counts what was compared and why the rest was not.
 */
final class Oracle {
  private static final int MOST_SHOWN = 5;

  private final EventTables tables;
  private final Source source;
  private final Map<Difference, Integer> leftOut = new EnumMap<>(Difference.class);
  private final Set<Difference> bridged = EnumSet.noneOf(Difference.class);
  private final Map<String, Integer> translated = new TreeMap<>();
  private int compared;
  private int skipped;
  private final List<String> failures = new ArrayList<>();

  Oracle(EventTables tables, Source source) throws SQLException {
    this.tables = tables;
    this.source = source;
    tables.create(source);
  }

  /**
   * Compares one view.
   *
   * @param name by which a failure is found again
   * @param number of the view's events among the loaded
   * @param loaded what the table holds
   */
  void compare(String name, ViewPlan plan, long number, Map<Long, List<Object[]>> loaded)
      throws SQLException {
    List<Object[]> events = loaded.get(number);
    Met met = new Met();
    SqlQuery query;
    try {
      query = SqlQuery.of(plan, source.name(), number, met);
    } catch (Difference.NotInCommon notInCommon) {
      leftOut.merge(notInCommon.difference(), 1, Integer::sum);
      skipped++;
      return;
    }
    compared++;
    bridged.addAll(met.bridged());
    met.translated().forEach(what -> translated.merge(what, 1, Integer::sum));
    List<String> differences = differences(plan, query, events);
    if (!differences.isEmpty()) {
      failures.add(report(name, plan, query, number, events));
      tables.load(source, loaded);
    }
  }

  private List<String> differences(ViewPlan plan, SqlQuery query, List<Object[]> events) {
    List<DataType> types = plan.outputs().stream().map(OutputColumn::type).toList();
    Map<List<Object>, List<Object>> expected = new LinkedHashMap<>();
    new ReferenceInterpreter(plan)
        .rows(events)
        .forEach((key, row) -> expected.put(key, ReadableColumns.ordered(row, types)));
    try {
      return Answers.differences(plan, expected, tables.rows(query, plan.keys().size()));
    } catch (SQLException e) {
      return List.of("DuckDB: " + e.getMessage());
    }
  }

  /** With the fewest of the events that still show it. */
  private String report(
      String name, ViewPlan plan, SqlQuery query, long number, List<Object[]> events)
      throws SQLException {
    List<Object[]> few = new ArrayList<>(events);
    for (int i = few.size() - 1; i >= 0 && few.size() > 1; i--) {
      List<Object[]> fewer = new ArrayList<>(few);
      fewer.remove(i);
      tables.load(source, Map.of(number, fewer));
      if (!differences(plan, query, fewer).isEmpty()) {
        few = fewer;
      }
    }
    tables.load(source, Map.of(number, few));
    StringBuilder text = new StringBuilder(name + "\n").append(PlanPrinter.print(plan));
    text.append(query.sql()).append('\n');
    few.forEach(event -> text.append(Arrays.toString(event)).append('\n'));
    text.append("reference against DuckDB, which is the one that \"is\":\n");
    differences(plan, query, few).forEach(line -> text.append("  ").append(line).append('\n'));
    return text.toString();
  }

  int compared() {
    return compared;
  }

  /** How much of what came was compared. */
  int percent() {
    return 100 * compared / Math.max(1, compared + skipped);
  }

  /** How many compared views had a function, an aggregate or a kind of node. */
  int translated(String what) {
    return translated.getOrDefault(what, 0);
  }

  /** The differences that a compared view has met. */
  Set<Difference> bridged() {
    return bridged;
  }

  /** Until there is enough to look at. */
  boolean goesOn() {
    return failures.size() < MOST_SHOWN;
  }

  List<String> failures() {
    return failures;
  }

  String summary() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%d views compared with DuckDB, %d not in common (%d %% compared)%n"
            .formatted(compared, skipped, percent()));
    leftOut.entrySet().stream()
        .sorted(Map.Entry.<Difference, Integer>comparingByValue().reversed())
        .forEach(entry -> text.append("  %5d %s%n".formatted(entry.getValue(), entry.getKey())));
    return text.toString();
  }
}
