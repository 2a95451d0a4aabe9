package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.expression.Conversions;
import dev.braid.plan.Cast;
import dev.braid.plan.Literal;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import io.trino.sql.tree.BinaryLiteral;
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

  private static final Pattern DECIMAL = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)");

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
    if (node instanceof BinaryLiteral binary) {
      return new Literal(DataType.VARBINARY, Binary.of(binary.getValue()));
    }
    if (node instanceof GenericLiteral generic) {
      return generic(sql, generic);
    }
    throw sql.refuse(node, Refusal.OTHER);
  }

  private static Literal decimal(SqlText sql, DecimalLiteral node) {
    String text = node.getValue().strip();
    if (!DECIMAL.matcher(text).matches()) {
      throw ModelErrors.badLiteral(sql.at(node), "'" + node.getValue() + "'", "a DECIMAL");
    }
    BigDecimal value = new BigDecimal(text);
    DataType type =
        TypeCoercion.literalDecimal(value)
            .orElseThrow(
                () ->
                    ModelErrors.badLiteral(
                        sql.at(node), text, "a DECIMAL, which has 38 digits at most"));
    return new Literal(type, value);
  }

  /** {@code BIGINT '5'}: a constant of a named type. */
  private static Literal generic(SqlText sql, GenericLiteral node) {
    String name = node.getType().toUpperCase(Locale.ROOT);
    if (name.equals("DATE")) {
      return date(sql, node);
    }
    DataType type =
        SqlTypes.parse(name)
            .orElseThrow(() -> ModelErrors.unknownType(sql.at(node), node.getType()));
    if (!Cast.converts(DataType.VARCHAR, type)) {
      throw ModelErrors.badLiteral(
          sql.at(node), type + " '…'", "how a constant of it is written; write X'00ff'");
    }
    Object value = Conversions.convert(DataType.VARCHAR, node.getValue(), type);
    if (value == null) {
      throw ModelErrors.badLiteral(
          sql.at(node), "'" + node.getValue() + "'", "a constant of " + type);
    }
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
    OptionalLong micros =
        TIMESTAMP.matcher(text).matches() ? Temporals.castTimestamp(text) : OptionalLong.empty();
    OptionalLong zoned = Temporals.castZonedTimestamp(text);
    if (zoned.isPresent() && Temporals.castTimestamp(text).isEmpty()) {
      return new Literal(DataType.TIMESTAMP_TZ, zoned.getAsLong());
    }
    if (micros.isEmpty()) {
      throw ModelErrors.badLiteral(
          sql.at(node),
          "'" + node.getValue() + "'",
          "a time to the microsecond; write TIMESTAMP '2026-01-31 23:59:59.123456', with a zone"
              + " after it if it has one");
    }
    return new Literal(DataType.TIMESTAMP, micros.getAsLong());
  }
}
