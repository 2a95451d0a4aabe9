package dev.braid.batch.delta;

import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.transform;
import static org.apache.spark.sql.functions.transform_keys;
import static org.apache.spark.sql.functions.transform_values;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataTypes;
import scala.collection.JavaConverters;

/**
 * How values cross between Spark and Java code: dates as days and timestamps as microseconds, the
 * numbers that both sides hold, because Spark's Java date classes would cost a conversion a value.
 * All else crosses in Spark's own Java classes.
 */
public final class WireForm {
  private WireForm() {}

  public static org.apache.spark.sql.types.DataType of(DataType type) {
    return switch (type.kind()) {
      case DATE -> DataTypes.IntegerType;
      case TIMESTAMP, TIMESTAMP_TZ -> DataTypes.LongType;
      case ARRAY -> DataTypes.createArrayType(of(type.element()));
      case MAP -> DataTypes.createMapType(of(key(type)), of(value(type)));
      default -> SparkTypes.of(type);
    };
  }

  /** A column of {@link SparkTypes#of} as one of {@link #of}. */
  public static Column fromSpark(DataType type, Column column) {
    return switch (type.kind()) {
      case DATE -> unix_date(column);
      case TIMESTAMP, TIMESTAMP_TZ -> unix_micros(column);
      case ARRAY ->
          differs(type) ? transform(column, each -> fromSpark(type.element(), each)) : column;
      case MAP ->
          differs(type)
              ? transform_keys(
                  transform_values(column, (k, v) -> fromSpark(value(type), v)),
                  (k, v) -> fromSpark(key(type), k))
              : column;
      default -> column;
    };
  }

  /** A column of {@link #of} as one of {@link SparkTypes#of}. */
  public static Column toSpark(DataType type, Column column) {
    return switch (type.kind()) {
      case DATE -> date_from_unix_date(column);
      case TIMESTAMP, TIMESTAMP_TZ -> timestamp_micros(column);
      case ARRAY ->
          differs(type) ? transform(column, each -> toSpark(type.element(), each)) : column;
      case MAP ->
          differs(type)
              ? transform_keys(
                  transform_values(column, (k, v) -> toSpark(value(type), v)),
                  (k, v) -> toSpark(key(type), k))
              : column;
      default -> column;
    };
  }

  private static boolean differs(DataType type) {
    return !of(type).equals(SparkTypes.of(type));
  }

  private static DataType key(DataType map) {
    return map.parameters().get(0);
  }

  private static DataType value(DataType map) {
    return map.parameters().get(1);
  }

  /** A value that Spark gives of a column of {@link #of}, in {@link DataType}'s Java form. */
  public static Object decode(DataType type, Object value) {
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case DECIMAL -> ((BigDecimal) value).setScale(type.scale());
      case VARBINARY -> Binary.of((byte[]) value);
      case ARRAY -> decodeList(type.element(), (scala.collection.Seq<?>) value);
      case MAP -> decodeMap(type, (scala.collection.Map<?, ?>) value);
      default -> value;
    };
  }

  private static List<Object> decodeList(DataType element, scala.collection.Seq<?> values) {
    List<Object> decoded = new ArrayList<>(values.size());
    for (Object value : JavaConverters.seqAsJavaList(values)) {
      decoded.add(decode(element, value));
    }
    return decoded;
  }

  /** In the order of its keys, which Spark's own form has lost. */
  private static Map<Object, Object> decodeMap(DataType type, scala.collection.Map<?, ?> entries) {
    Map<Object, Object> decoded = new TreeMap<>((a, b) -> Values.compare(key(type), a, b));
    JavaConverters.mapAsJavaMap(entries)
        .forEach((k, v) -> decoded.put(decode(key(type), k), decode(value(type), v)));
    return decoded;
  }

  /** A value in {@link DataType}'s Java form as Spark takes it for a column of {@link #of}. */
  public static Object encode(Object value) {
    if (value instanceof Binary binary) {
      return binary.bytes();
    }
    if (value instanceof List<?> list) {
      return list.stream().map(WireForm::encode).toArray();
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> encoded = new LinkedHashMap<>();
      map.forEach((k, v) -> encoded.put(encode(k), encode(v)));
      return encoded;
    }
    return value;
  }
}
