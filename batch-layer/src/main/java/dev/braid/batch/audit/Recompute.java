package dev.braid.batch.audit;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.expression.EventKey;
import dev.braid.expression.InputRow;
import dev.braid.source.EventDecoder;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/** Raw records to partial groups. */
final class Recompute implements MapPartitionsFunction<Row, Row> {
  /** Bounds the memory: a group may come more than once. */
  private static final int MOST_GROUPS = 50_000;

  private final Definition definition;
  private final Scope scope;

  Recompute(Definition definition, Scope scope) {
    this.definition = definition;
    this.scope = scope;
  }

  @Override
  public Iterator<Row> call(Iterator<Row> records) {
    return new Partials(records);
  }

  private static final class Group {
    private final State[] states;
    private long events;

    Group(State[] states) {
      this.states = states;
    }
  }

  private final class Partials implements Iterator<Row> {
    private final Iterator<Row> records;
    private final CompiledView view = new CompiledView(definition.plan());
    private final GroupRows rows = new GroupRows(view.plan());
    private final EventDecoder decoder = new EventDecoder(definition.source());
    private final Object[] event = new Object[definition.source().columns().size()];
    private final InputRow input = new InputRow(event);
    private final EventKey eventKey = view.newKey(0);
    private final Map<List<Object>, Group> groups = new HashMap<>();
    private final Queue<Row> ready = new ArrayDeque<>();

    Partials(Iterator<Row> records) {
      this.records = records;
    }

    @Override
    public boolean hasNext() {
      while (ready.isEmpty() && records.hasNext()) {
        while (records.hasNext() && groups.size() < MOST_GROUPS) {
          add(records.next());
        }
        groups.forEach(
            (key, group) ->
                ready.add(rows.recomputed(key, group.events, view.store(group.states))));
        groups.clear();
      }
      return !ready.isEmpty();
    }

    private void add(Row row) {
      RawRecord record = RawRecord.of(row);
      boolean counts =
          scope.covers(record.partition(), record.offset(), record.appendMicros())
              && decoder.decode(record.value(), event) == null
              && view.accepts(input);
      if (counts) {
        view.key(input, eventKey);
        List<Object> key = Arrays.asList(view.values(eventKey));
        Group group = groups.computeIfAbsent(key, fresh -> new Group(view.empty()));
        view.add(group.states, input);
        group.events++;
      }
    }

    @Override
    public Row next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return ready.remove();
    }
  }
}
