package dev.braid.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.braid.aggregate.StateField;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What a view computes, free of parser and engine: filter, group, aggregate, project.
 *
 * @param source name of the source it reads
 * @param filter BOOLEAN over the source's columns; null lets every event pass
 * @param keys at least one
 * @param outputs the columns of the view's rows, in the order of the SELECT list
 */
public record ViewPlan(
    String source,
    @JsonInclude(JsonInclude.Include.NON_NULL) Expression filter,
    List<KeyColumn> keys,
    List<AggregateCall> aggregates,
    List<OutputColumn> outputs) {

  /** The batch view's column that counts the events merged into a row's states. */
  public static final String EVENTS_COLUMN = "_events";

  public ViewPlan {
    Objects.requireNonNull(source, "source");
    keys = List.copyOf(keys);
    aggregates = List.copyOf(aggregates);
    outputs = List.copyOf(outputs);
    if (keys.isEmpty() || outputs.isEmpty()) {
      throw new IllegalArgumentException("a view has at least one key and one output");
    }
    if (filter != null && !filter.type().equals(DataType.BOOLEAN)) {
      throw new IllegalArgumentException("filter of type " + filter.type());
    }
  }

  /** Every field of every aggregate's state, in order. */
  @JsonIgnore
  public List<StateColumn> stateColumns() {
    List<StateColumn> columns = new ArrayList<>();
    for (int a = 0; a < aggregates.size(); a++) {
      List<StateField> fields = aggregates.get(a).bind().stateFields();
      for (int f = 0; f < fields.size(); f++) {
        StateField field = fields.get(f);
        columns.add(new StateColumn("_a" + a + "_" + field.name(), field.type(), a, f));
      }
    }
    return List.copyOf(columns);
  }
}
