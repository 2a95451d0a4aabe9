package dev.braid.batch.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.expression.CompiledView;
import dev.braid.expression.EventKey;
import dev.braid.expression.InputRow;
import dev.braid.project.CompiledProject;
import dev.braid.source.EventDecoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Rows of {@link HistoryRows}, those of a record one after the other, raw first, to one {@link
 * CheckedHistory} in JSON.
 */
final class CheckHistory implements MapPartitionsFunction<Row, String> {
  /** By view; all of one source, and at least one. */
  private final TreeMap<String, Definition> definitions;

  CheckHistory(Map<String, Definition> definitions) {
    this.definitions = new TreeMap<>(definitions);
  }

  @Override
  public Iterator<String> call(Iterator<Row> sorted) throws JsonProcessingException {
    Check check = new Check();
    sorted.forEachRemaining(check::take);
    return List.of(CompiledProject.json().writeValueAsString(check.end())).iterator();
  }

  private final class Check {
    private final Map<String, CompiledView> views = new HashMap<>();
    private final EventDecoder decoder;
    private final HistoryRows rows;
    private final int width;
    private final List<Damage> details = new ArrayList<>();
    private List<DamagedRange> ranges = new ArrayList<>();

    // Of the record that is being taken in; null before the first.
    private RawRecord first;
    private int inRaw;
    private Object[] decoded;
    private final List<Object[]> typed = new ArrayList<>();
    private boolean otherTime;

    Check() {
      definitions.forEach((name, view) -> views.put(name, new CompiledView(view.plan())));
      var source = definitions.firstEntry().getValue().source();
      decoder = new EventDecoder(source);
      rows = new HistoryRows(source);
      width = source.columns().size();
    }

    void take(Row row) {
      RawRecord next = RawRecord.of(row);
      if (first == null
          || next.partition() != first.partition()
          || next.offset() != first.offset()) {
        finishRecord();
        first = next;
      }
      if (HistoryRows.isTyped(row)) {
        typed.add(rows.values(row));
        otherTime |= next.appendMicros() != first.appendMicros();
      } else if (inRaw++ == 0) {
        Object[] values = new Object[width];
        decoded = decoder.decode(next.value(), values) == null ? values : null;
      }
    }

    private void finishRecord() {
      if (first == null) {
        return;
      }
      if (inRaw > 1) {
        damaged(Damage.Kind.REPEATED_IN_RAW);
      }
      if (decoded == null) {
        if (!typed.isEmpty()) {
          damaged(Damage.Kind.UNFOUNDED);
        }
      } else if (typed.isEmpty()) {
        damaged(Damage.Kind.LOST);
      } else {
        if (typed.size() > 1) {
          damaged(Damage.Kind.DOUBLED);
        }
        if (otherTime || !typed.stream().allMatch(values -> Arrays.equals(values, decoded))) {
          damaged(Damage.Kind.CHANGED);
        }
      }
      inRaw = 0;
      decoded = null;
      typed.clear();
      otherTime = false;
    }

    private void damaged(Damage.Kind kind) {
      Damage damage =
          new Damage(kind, first.partition(), first.offset(), first.appendMicros(), groups());
      ranges.add(DamagedRange.of(damage));
      if (ranges.size() > CheckedHistory.MOST) {
        ranges = new ArrayList<>(CheckedHistory.joined(ranges));
      }
      if (details.size() < CheckedHistory.MOST) {
        details.add(damage);
      }
    }

    private Map<String, SortedSet<String>> groups() {
      Map<String, SortedSet<String>> groups = new TreeMap<>();
      List<Object[]> events = new ArrayList<>(typed);
      if (decoded != null) {
        events.add(decoded);
      }
      views.forEach(
          (name, view) ->
              events.stream()
                  .map(InputRow::new)
                  .filter(view::accepts)
                  .map(event -> id(view, event))
                  .forEach(id -> groups.computeIfAbsent(name, n -> new TreeSet<>()).add(id)));
      return groups;
    }

    private static String id(CompiledView view, InputRow event) {
      EventKey key = view.newKey(0);
      view.key(event, key);
      return Groups.id(view.plan().keys(), Arrays.asList(view.values(key)));
    }

    CheckedHistory end() {
      finishRecord();
      return new CheckedHistory(CheckedHistory.joined(ranges), details);
    }
  }
}
