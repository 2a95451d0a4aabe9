package dev.braid.serving.cluster;

import dev.braid.serving.sql.SqlType;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;

/** Values of a cluster's rows in the Java forms of {@link SqlType}. */
final class ClusterValues {
  private ClusterValues() {}

  /** Whether values of the type come back as they are. */
  static boolean canRead(SqlType type) {
    return switch (type.kind()) {
      case UNKNOWN, MAP, ROW, JSON, UUID, INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH -> false;
      case ARRAY -> isPlain(type.element());
      default -> true;
    };
  }

  /** Whether a driver gives a value within another one in its own form. */
  private static boolean isPlain(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN, TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, VARCHAR -> true;
      default -> false;
    };
  }

  static Object get(ResultSet row, int column, SqlType type) throws SQLException {
    if (row.getObject(column) == null) {
      return null;
    }
    return switch (type.kind()) {
      case BOOLEAN -> row.getBoolean(column);
      case TINYINT -> row.getByte(column);
      case SMALLINT -> row.getShort(column);
      case INTEGER -> row.getInt(column);
      case BIGINT -> row.getLong(column);
      case REAL -> row.getFloat(column);
      case DOUBLE -> row.getDouble(column);
      case DECIMAL -> row.getBigDecimal(column).setScale(type.scale(), RoundingMode.UNNECESSARY);
      case VARCHAR -> row.getString(column);
      case VARBINARY -> row.getBytes(column);
      case DATE -> row.getObject(column, LocalDate.class);
      case TIME -> row.getObject(column, LocalTime.class);
      case TIMESTAMP -> row.getObject(column, LocalDateTime.class);
      case TIMESTAMP_TZ -> instant(row.getObject(column, ZonedDateTime.class));
      case ARRAY -> list((Object[]) row.getArray(column).getArray());
      default -> throw new IllegalStateException("no column is read as " + type.trinoName());
    };
  }

  private static Instant instant(ZonedDateTime value) {
    return value.toInstant();
  }

  private static List<Object> list(Object[] elements) {
    return Arrays.asList(elements);
  }
}
