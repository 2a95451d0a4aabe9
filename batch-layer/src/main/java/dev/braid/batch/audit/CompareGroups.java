package dev.braid.batch.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.project.CompiledProject;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Rows of {@link GroupRows}, those of a group one after the other, to one {@link ComparedGroups} in
 * JSON.
 */
final class CompareGroups implements MapPartitionsFunction<Row, String> {
  private final Definition definition;

  CompareGroups(Definition definition) {
    this.definition = definition;
  }

  @Override
  public Iterator<String> call(Iterator<Row> sorted) throws JsonProcessingException {
    Comparison comparison = new Comparison();
    sorted.forEachRemaining(comparison::take);
    ComparedGroups compared = comparison.end();
    return List.of(CompiledProject.json().writeValueAsString(compared)).iterator();
  }

  private final class Comparison {
    private final CompiledView view = new CompiledView(definition.plan());
    private final GroupRows rows = new GroupRows(view.plan());
    private final GroupCheck check = new GroupCheck(view.plan());
    private final List<Difference> kept = new ArrayList<>();
    private long groups;
    private long allEvents;
    private long differing;
    private long found;

    // Of the group that is being taken in; no key before the first.
    private List<Object> key;
    private GroupCheck.Stored stored;
    private int storedRows;
    private State[] states;
    private long events;

    void take(Row row) {
      List<Object> next = rows.key(row);
      if (!next.equals(key)) {
        finishGroup();
        key = next;
      }
      if (rows.isRecomputed(row)) {
        State[] partial = view.load(rows.states(row));
        if (states == null) {
          states = partial;
        } else {
          view.merge(states, partial);
        }
        events += rows.events(row);
      } else {
        storedRows++;
        stored = new GroupCheck.Stored(rows.events(row), rows.outputs(row), rows.states(row));
      }
    }

    private void finishGroup() {
      if (key == null) {
        return;
      }
      List<Difference> differences = differences();
      groups++;
      allEvents += events;
      differing += differences.isEmpty() ? 0 : 1;
      found += differences.size();
      differences.stream().limit(ComparedGroups.MOST - kept.size()).forEach(kept::add);
      stored = null;
      storedRows = 0;
      states = null;
      events = 0;
    }

    private List<Difference> differences() {
      if (states == null) {
        return check.unexpected(key, stored);
      }
      GroupCheck.Recomputed right = new GroupCheck.Recomputed(events, states);
      if (stored == null) {
        return check.missing(key, right);
      }
      return storedRows > 1
          ? List.of(check.repeated(key, storedRows))
          : check.compare(key, stored, right);
    }

    ComparedGroups end() {
      finishGroup();
      return new ComparedGroups(groups, allEvents, differing, found, kept);
    }
  }
}
