package dev.braid.serving.cluster;

import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.Values;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A view's rows as a cluster answers them, by group key, in the Java form of their types. */
final class ClusterAnswer {
  private ClusterAnswer() {}

  static Map<List<Object>, List<Object>> rows(Connection connection, String view, ViewPlan plan)
      throws SQLException {
    String columns =
        plan.outputs().stream()
            .map(output -> readable(Trino.name(output.name()), output.type()))
            .collect(Collectors.joining(", "));
    List<Integer> keys = plan.keys().stream().map(key -> position(plan, key)).toList();
    Map<List<Object>, List<Object>> rows = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("SELECT " + columns + " FROM " + view)) {
      while (result.next()) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < plan.outputs().size(); i++) {
          row.add(read(result, i + 1, plan.outputs().get(i).type()));
        }
        List<Object> key = new ArrayList<>();
        keys.forEach(position -> key.add(Values.canonical(row.get(position))));
        if (rows.put(key, row) != null) {
          throw new IllegalStateException("two rows of the group " + key);
        }
      }
    }
    return rows;
  }

  private static int position(ViewPlan plan, KeyColumn key) {
    return plan.outputs().stream().map(OutputColumn::name).toList().indexOf(key.name());
  }

  /** Times as text: a driver may give them in its own zone. */
  static String readable(String value, DataType type) {
    return switch (type.kind()) {
      case DATE, TIMESTAMP -> Trino.cast(value, "varchar");
      case TIMESTAMP_TZ ->
          Trino.cast(Trino.cast(value + " AT TIME ZONE 'UTC'", "timestamp(6)"), "varchar");
      default -> value;
    };
  }

  static Object read(ResultSet row, int column, DataType type) throws SQLException {
    if (row.getObject(column) == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> row.getBoolean(column);
      case SMALLINT -> row.getShort(column);
      case INTEGER -> row.getInt(column);
      case BIGINT -> row.getLong(column);
      case REAL -> row.getFloat(column);
      case DOUBLE -> row.getDouble(column);
      case DECIMAL -> row.getBigDecimal(column);
      case VARCHAR -> row.getString(column);
      case VARBINARY -> Binary.of(row.getBytes(column));
      case DATE -> date(row.getString(column));
      case TIMESTAMP, TIMESTAMP_TZ -> timestamp(row.getString(column));
      case ARRAY -> list(row.getArray(column));
      case MAP -> throw new IllegalStateException("no view on a cluster has a " + type);
    };
  }

  private static int date(String text) {
    return Temporals.castDate(text)
        .orElseThrow(() -> new IllegalStateException(text + " is no DATE of a view"));
  }

  private static long timestamp(String text) {
    return Temporals.castTimestamp(text)
        .orElseThrow(() -> new IllegalStateException(text + " is no TIMESTAMP of a view"));
  }

  private static List<Object> list(Array array) throws SQLException {
    return Arrays.asList((Object[]) array.getArray());
  }
}
