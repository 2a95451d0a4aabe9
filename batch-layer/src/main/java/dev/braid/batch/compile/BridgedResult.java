package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import dev.braid.aggregate.AggregateFunction;
import dev.braid.aggregate.StateField;
import dev.braid.batch.delta.WireForm;
import dev.braid.plan.AggregateCall;
import dev.braid.type.DataType;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;

/** The finished value of a stored state, by the shared code. */
final class BridgedResult implements UDF1<Row, Object> {
  private final String plan;
  private transient AggregateFunction function;

  private BridgedResult(AggregateCall call) {
    this.plan = PlanJson.write(call);
  }

  /**
   * The value as a column.
   *
   * @param states of the types of the state's fields
   */
  static Column column(AggregateCall call, List<Column> states) {
    List<StateField> fields = call.bind().stateFields();
    Column[] crossing = new Column[fields.size()];
    for (int i = 0; i < crossing.length; i++) {
      StateField field = fields.get(i);
      crossing[i] = WireForm.fromSpark(field.type(), states.get(i)).as(field.name());
    }
    DataType type = call.type();
    Column result =
        udf(new BridgedResult(call), WireForm.of(type))
            .withName(call.function())
            .apply(struct(crossing));
    return WireForm.toSpark(type, result);
  }

  @Override
  public Object call(Row stored) {
    if (function == null) {
      function = PlanJson.read(plan, AggregateCall.class).bind();
    }
    return WireForm.encode(StateRow.load(function, stored).result());
  }
}
