package dev.braid.batch.compile;

import dev.braid.aggregate.AggregateFunction;
import dev.braid.aggregate.State;
import dev.braid.aggregate.StateField;
import dev.braid.batch.delta.WireForm;
import dev.braid.type.Cell;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/**
 * A state at work, to Spark a row of its stored fields: stored only when Spark moves it, and loaded
 * again from whatever row Spark makes of that.
 */
final class StateRow implements Row {
  private final State state;
  private final int width;
  private transient Object[] stored;

  private StateRow(State state, int width) {
    this.state = state;
    this.width = width;
  }

  static StateRow empty(AggregateFunction function) {
    return new StateRow(function.empty(), function.stateFields().size());
  }

  /** The row itself if it is still at work. */
  static StateRow of(AggregateFunction function, Row row) {
    return row instanceof StateRow working
        ? working
        : new StateRow(load(function, row), row.length());
  }

  static State load(AggregateFunction function, Row row) {
    List<StateField> fields = function.stateFields();
    Object[] values = new Object[fields.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = WireForm.decode(fields.get(i).type(), row.get(i));
    }
    return function.load(values, 0);
  }

  /** What Spark sees of a state. */
  static StructType schema(AggregateFunction function) {
    StructType schema = new StructType();
    for (StateField field : function.stateFields()) {
      schema = schema.add(field.name(), WireForm.of(field.type()));
    }
    return schema;
  }

  void add(Cell[] arguments) {
    state.add(arguments);
    stored = null;
  }

  void merge(StateRow other) {
    state.merge(other.state);
    stored = null;
  }

  @Override
  public int length() {
    return width;
  }

  @Override
  public Object get(int field) {
    return WireForm.encode(fields()[field]);
  }

  private Object[] fields() {
    if (stored == null) {
      stored = new Object[width];
      state.store(stored, 0);
    }
    return stored;
  }

  @Override
  public Row copy() {
    Object[] values = new Object[width];
    for (int i = 0; i < width; i++) {
      values[i] = get(i);
    }
    return RowFactory.create(values);
  }
}
