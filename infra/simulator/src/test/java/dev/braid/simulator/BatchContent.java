package dev.braid.simulator;

import dev.braid.aggregate.State;
import dev.braid.expression.InputRow;
import dev.braid.serving.merge.BatchRow;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a version of the batch view holds.
 *
 * @param sets by key, the events that the rows are made of
 * @param events their number
 */
record BatchContent(Map<String, BatchRow> rows, Map<String, EventSet> sets, long events) {
  /** Adds up a version's content, from nothing. */
  static final class Sum {
    private final Map<String, State[]> states = new TreeMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, EventSet> sets = new HashMap<>();

    void add(Event event) {
      SimView.VIEW.add(
          states.computeIfAbsent(event.key(), key -> SimView.VIEW.empty()),
          new InputRow(event.row()));
      counts.merge(event.key(), 1L, Long::sum);
      sets.merge(event.key(), EventSet.NONE.with(event.id()), EventSet::union);
    }

    void add(BatchContent version) {
      version
          .rows()
          .forEach(
              (key, row) -> {
                SimView.VIEW.merge(
                    states.computeIfAbsent(key, absent -> SimView.VIEW.empty()),
                    SimView.VIEW.load(row.states()));
                counts.merge(key, row.events(), Long::sum);
                sets.merge(key, version.sets().get(key), EventSet::union);
              });
    }

    BatchContent content() {
      Map<String, BatchRow> rows = new TreeMap<>();
      states.forEach(
          (key, state) -> rows.put(key, new BatchRow(counts.get(key), SimView.VIEW.store(state))));
      return new BatchContent(
          rows, Map.copyOf(sets), counts.values().stream().mapToLong(count -> count).sum());
    }
  }
}
