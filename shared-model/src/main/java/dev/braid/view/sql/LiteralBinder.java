package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.DecimalLiteral;
import io.trino.sql.tree.DoubleLiteral;
import io.trino.sql.tree.GenericLiteral;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.NullLiteral;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.TimestampLiteral;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** Constants, typed as Trino types them. */
final class LiteralBinder {
  private static final Pattern TIMESTAMP =
      Pattern.compile("\\d{4}-\\d{2}-\\d{2}( \\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,6})?)?)?");

  private LiteralBinder() {}

  static Literal bind(SqlText sql, io.trino.sql.tree.Literal node) {
    if (node instanceof LongLiteral number) {
      long value = number.getParsedValue();
      return value == (int) value
          ? new Literal(DataType.INTEGER, (int) value)
          : new Literal(DataType.BIGINT, value);
    }
    if (node instanceof StringLiteral string) {
      return new Literal(DataType.VARCHAR, string.getValue());
    }
    if (node instanceof BooleanLiteral bool) {
      return new Literal(DataType.BOOLEAN, bool.getValue());
    }
    if (node instanceof NullLiteral) {
      return TypeCoercion.UNTYPED_NULL;
    }
    if (node instanceof DecimalLiteral decimal) {
      return decimal(sql, decimal);
    }
    if (node instanceof DoubleLiteral number) {
      if (!Double.isFinite(number.getValue())) {
        throw ModelErrors.badLiteral(sql.at(node), "the number", "within the range of a DOUBLE");
      }
      return new Literal(DataType.DOUBLE, number.getValue());
    }
    if (node instanceof TimestampLiteral timestamp) {
      return timestamp(sql, timestamp);
    }
    if (node instanceof GenericLiteral generic
        && generic.getType().toUpperCase(Locale.ROOT).equals("DATE")) {
      return date(sql, generic);
    }
    throw sql.refuse(node, Refusal.OTHER);
  }

  private static Literal decimal(SqlText sql, DecimalLiteral node) {
    BigDecimal value = new BigDecimal(node.getValue());
    DataType type =
        TypeCoercion.literalDecimal(value)
            .orElseThrow(
                () ->
                    ModelErrors.badLiteral(
                        sql.at(node), node.getValue(), "a DECIMAL, which has 38 digits at most"));
    return new Literal(type, value);
  }

  private static Literal date(SqlText sql, GenericLiteral node) {
    OptionalInt day = Temporals.parseDate(node.getValue());
    if (day.isEmpty()) {
      throw ModelErrors.badLiteral(
          sql.at(node), "'" + node.getValue() + "'", "a date; write DATE '2026-01-31'");
    }
    return new Literal(DataType.DATE, day.getAsInt());
  }

  private static Literal timestamp(SqlText sql, TimestampLiteral node) {
    String text = node.getValue().strip();
    String whole = text.length() == 10 ? text + " 00:00" : text;
    OptionalLong micros =
        TIMESTAMP.matcher(text).matches() ? Temporals.parseTimestamp(whole) : OptionalLong.empty();
    if (micros.isEmpty()) {
      throw ModelErrors.badLiteral(
          sql.at(node),
          "'" + node.getValue() + "'",
          "a time in UTC to the microsecond; write TIMESTAMP '2026-01-31 23:59:59.123456'");
    }
    return new Literal(DataType.TIMESTAMP, micros.getAsLong());
  }
}
