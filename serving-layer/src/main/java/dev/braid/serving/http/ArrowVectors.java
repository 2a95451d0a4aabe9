package dev.braid.serving.http;

import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.DateUnit;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;

/** Types and values of results as Arrow has them. */
final class ArrowVectors {
  private static final int DECIMAL_BITS = 128;

  private ArrowVectors() {}

  static Field field(Column column) {
    return field(column.name(), column.type(), true);
  }

  private static Field field(String name, SqlType type, boolean nullable) {
    return new Field(name, new FieldType(nullable, arrow(type), null), children(type));
  }

  private static ArrowType arrow(SqlType type) {
    return switch (type.kind()) {
      case UNKNOWN -> ArrowType.Null.INSTANCE;
      case BOOLEAN -> ArrowType.Bool.INSTANCE;
      case TINYINT -> new ArrowType.Int(Byte.SIZE, true);
      case SMALLINT -> new ArrowType.Int(Short.SIZE, true);
      case INTEGER -> new ArrowType.Int(Integer.SIZE, true);
      case BIGINT -> new ArrowType.Int(Long.SIZE, true);
      case REAL -> new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
      case DOUBLE -> new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
      case DECIMAL -> new ArrowType.Decimal(type.precision(), type.scale(), DECIMAL_BITS);
      case VARBINARY -> ArrowType.Binary.INSTANCE;
      case DATE -> new ArrowType.Date(DateUnit.DAY);
      case TIME -> new ArrowType.Time(TimeUnit.MICROSECOND, Long.SIZE);
      case TIMESTAMP -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, null);
      case TIMESTAMP_TZ -> new ArrowType.Timestamp(TimeUnit.MICROSECOND, type.zone());
      case ARRAY -> ArrowType.List.INSTANCE;
      case MAP -> new ArrowType.Map(false);
      case ROW -> ArrowType.Struct.INSTANCE;
      case VARCHAR, JSON, UUID, INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH ->
          ArrowType.Utf8.INSTANCE;
    };
  }

  private static List<Field> children(SqlType type) {
    List<Field> children = new ArrayList<>();
    switch (type.kind()) {
      case ARRAY -> children.add(field("element", type.element(), true));
      case MAP ->
          children.add(
              new Field(
                  MapVector.DATA_VECTOR_NAME,
                  FieldType.notNullable(ArrowType.Struct.INSTANCE),
                  List.of(
                      field(MapVector.KEY_NAME, type.key(), false),
                      field(MapVector.VALUE_NAME, type.value(), true))));
      case ROW -> {
        for (int i = 0; i < type.parameters().size(); i++) {
          String name = type.names().get(i) == null ? "field" + i : type.names().get(i);
          children.add(field(name, type.parameters().get(i), true));
        }
      }
      default -> {}
    }
    return children;
  }

  /** Puts a value, of the form that {@link SqlType} says, at an index. */
  static void set(FieldVector vector, int index, SqlType type, Object value) {
    if (value == null) {
      vector.setNull(index);
      return;
    }
    switch (type.kind()) {
      case UNKNOWN -> throw new IllegalArgumentException("a value of no type: " + value);
      case BOOLEAN -> ((BitVector) vector).setSafe(index, (Boolean) value ? 1 : 0);
      case TINYINT -> ((TinyIntVector) vector).setSafe(index, (Byte) value);
      case SMALLINT -> ((SmallIntVector) vector).setSafe(index, (Short) value);
      case INTEGER -> ((IntVector) vector).setSafe(index, (Integer) value);
      case BIGINT -> ((BigIntVector) vector).setSafe(index, (Long) value);
      case REAL -> ((Float4Vector) vector).setSafe(index, (Float) value);
      case DOUBLE -> ((Float8Vector) vector).setSafe(index, (Double) value);
      case DECIMAL -> ((DecimalVector) vector).setSafe(index, (BigDecimal) value);
      case VARBINARY -> ((VarBinaryVector) vector).setSafe(index, (byte[]) value);
      case DATE ->
          ((DateDayVector) vector)
              .setSafe(index, Math.toIntExact(((LocalDate) value).toEpochDay()));
      case TIME ->
          ((TimeMicroVector) vector).setSafe(index, ((LocalTime) value).toNanoOfDay() / 1000);
      case TIMESTAMP -> micros(vector, index, ((LocalDateTime) value).toInstant(ZoneOffset.UTC));
      case TIMESTAMP_TZ -> micros(vector, index, (Instant) value);
      case ARRAY -> setList((ListVector) vector, index, type.element(), (List<?>) value);
      case MAP -> setMap((MapVector) vector, index, type, (Map<?, ?>) value);
      case ROW -> setRow((StructVector) vector, index, type, (List<?>) value);
      case VARCHAR, JSON, UUID, INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH ->
          ((VarCharVector) vector)
              .setSafe(index, value.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void micros(FieldVector vector, int index, Instant instant) {
    ((TimeStampVector) vector).setSafe(index, ChronoUnit.MICROS.between(Instant.EPOCH, instant));
  }

  private static void setList(ListVector list, int index, SqlType element, List<?> values) {
    int next = list.startNewValue(index);
    for (Object value : values) {
      set(list.getDataVector(), next++, element, value);
    }
    list.endValue(index, values.size());
  }

  private static void setMap(MapVector map, int index, SqlType type, Map<?, ?> values) {
    int next = map.startNewValue(index);
    StructVector entries = (StructVector) map.getDataVector();
    for (Map.Entry<?, ?> entry : values.entrySet()) {
      entries.setIndexDefined(next);
      set(child(entries, 0), next, type.key(), entry.getKey());
      set(child(entries, 1), next, type.value(), entry.getValue());
      next++;
    }
    map.endValue(index, values.size());
  }

  private static void setRow(StructVector row, int index, SqlType type, List<?> values) {
    row.setIndexDefined(index);
    for (int i = 0; i < values.size(); i++) {
      set(child(row, i), index, type.parameters().get(i), values.get(i));
    }
  }

  private static FieldVector child(StructVector struct, int ordinal) {
    return (FieldVector) struct.getChildByOrdinal(ordinal);
  }
}
