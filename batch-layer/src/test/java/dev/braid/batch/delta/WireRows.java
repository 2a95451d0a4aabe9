package dev.braid.batch.delta;

import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Rows between Spark and the tests, in {@link DataType}'s Java form. */
public final class WireRows {
  /** The events' positions, in {@link #events}. */
  public static final String POSITION = "_position";

  private WireRows() {}

  /** The types of a batch view's table. */
  public static List<DataType> types(ViewPlan plan) {
    List<DataType> types = new ArrayList<>();
    plan.outputs().stream().map(OutputColumn::type).forEach(types::add);
    types.add(DataType.BIGINT);
    plan.stateColumns().stream().map(StateColumn::type).forEach(types::add);
    return types;
  }

  /** The columns as they cross over. */
  public static Column[] crossing(Dataset<Row> rows, List<DataType> types) {
    Column[] columns = new Column[types.size()];
    for (int i = 0; i < columns.length; i++) {
      Column column = SparkTypes.named(rows.columns()[i]);
      columns[i] = WireForm.fromSpark(types.get(i), column).as("_" + i);
    }
    return columns;
  }

  public static List<List<Object>> collect(Dataset<Row> rows, List<DataType> types) {
    List<List<Object>> collected = new ArrayList<>();
    for (Row row : rows.select(crossing(rows, types)).collectAsList()) {
      List<Object> values = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        values.add(WireForm.decode(types.get(i), row.get(i)));
      }
      collected.add(values);
    }
    return collected;
  }

  /**
   * Events as a table, cached: from a table that the plan itself holds, Spark compiles no code.
   *
   * @param partitions with one, Spark takes them in their order
   */
  public static Dataset<Row> events(
      SparkSession spark, Source source, List<Object[]> events, int partitions) {
    StructType schema = new StructType().add(POSITION, DataTypes.IntegerType);
    List<Column> columns = new ArrayList<>(List.of(SparkTypes.named(POSITION)));
    for (dev.braid.source.Column column : source.columns()) {
      schema = schema.add(column.name(), WireForm.of(column.type()));
      Column value = WireForm.toSpark(column.type(), SparkTypes.named(column.name()));
      columns.add(value.as(column.name()));
    }
    List<Row> rows = new ArrayList<>();
    for (Object[] event : events) {
      Object[] values = new Object[event.length + 1];
      values[0] = rows.size();
      for (int i = 0; i < event.length; i++) {
        values[i + 1] = WireForm.encode(event[i]);
      }
      rows.add(RowFactory.create(values));
    }
    return spark
        .createDataFrame(rows, schema)
        .select(columns.toArray(Column[]::new))
        .coalesce(partitions)
        .cache();
  }
}
