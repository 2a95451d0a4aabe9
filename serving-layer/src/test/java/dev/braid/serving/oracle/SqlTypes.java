package dev.braid.serving.oracle;

import dev.braid.plan.Literal;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.math.BigDecimal;

/** Types and constants. Both TIMESTAMPs are a TIMESTAMP, in UTC: no session's zone comes in. */
final class SqlTypes {
  private SqlTypes() {}

  static String name(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, VARCHAR, DATE -> type.kind().name();
      case DECIMAL -> type.name();
      case VARBINARY -> "BLOB";
      case TIMESTAMP, TIMESTAMP_TZ -> "TIMESTAMP";
      case ARRAY, MAP -> throw Difference.LISTS.leftOut();
    };
  }

  static String constant(Literal literal) {
    DataType type = literal.type();
    Object value = literal.value();
    if (value == null) {
      return cast("NULL", type);
    }
    return switch (type.kind()) {
      case VARCHAR -> text((String) value);
      case VARBINARY -> "unhex('" + ((Binary) value).hex() + "')";
      case DECIMAL -> cast("'" + ((BigDecimal) value).toPlainString() + "'", type);
      case DATE -> cast("'" + Temporals.date((Integer) value) + "'", type);
      case TIMESTAMP, TIMESTAMP_TZ -> cast("'" + Temporals.timestamp((Long) value) + "'", type);
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE -> cast("'" + value + "'", type);
      case ARRAY, MAP -> throw Difference.LISTS.leftOut();
    };
  }

  static String text(String value) {
    if (value.indexOf('\0') >= 0) {
      throw Difference.NUL_IN_TEXT.leftOut();
    }
    return "'" + value.replace("'", "''") + "'";
  }

  static String cast(String sql, DataType type) {
    return "CAST(" + sql + " AS " + name(type) + ")";
  }
}
