package dev.braid.batch.compile;

import dev.braid.aggregate.State;
import dev.braid.batch.delta.WireForm;
import dev.braid.expression.CompiledView;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF2;

/** The stored states of two parts of a group's events, merged by the shared code. */
final class MergedStates implements UDF2<Row, Row, Row> {
  private final String plan;
  private transient CompiledView view;
  private transient List<StateColumn> columns;

  MergedStates(ViewPlan plan) {
    this.plan = PlanJson.write(plan);
  }

  @Override
  public Row call(Row before, Row fresh) {
    if (view == null) {
      view = new CompiledView(PlanJson.read(plan, ViewPlan.class));
      columns = view.plan().stateColumns();
    }
    State[] merged = view.load(fields(before));
    view.merge(merged, view.load(fields(fresh)));
    Object[] stored = view.store(merged);
    for (int i = 0; i < stored.length; i++) {
      stored[i] = WireForm.encode(stored[i]);
    }
    return RowFactory.create(stored);
  }

  private Object[] fields(Row stored) {
    Object[] fields = new Object[columns.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = WireForm.decode(columns.get(i).type(), stored.get(i));
    }
    return fields;
  }
}
