package dev.braid.serving.http;

import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.serving.sql.SqlType;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Rows of a view by the first of its keys, each with the layer that wrote it last, as SQL. */
final class RowLookup {
  private RowLookup() {}

  /**
   * @param given values of the view's keys, in their order; the rest are free
   * @param limit rows at most
   */
  static String sql(ViewDefinition view, List<String> given, int limit) {
    List<KeyColumn> keys = view.plan().keys();
    if (given.size() > keys.size()) {
      throw ServingErrors.tooManyKeys(view.name(), keys.stream().map(KeyColumn::name).toList());
    }
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      KeyColumn key = keys.get(i);
      try {
        conditions.add(quote(key.name()) + " = " + literal(key.type(), given.get(i)));
      } catch (IllegalArgumentException e) {
        throw ServingErrors.badKey(view.name(), key.name(), key.type().toString(), given.get(i));
      }
    }
    return "SELECT "
        + view.plan().outputs().stream()
            .map(OutputColumn::name)
            .map(RowLookup::quote)
            .collect(Collectors.joining(", "))
        + ", "
        + quote(SqlCatalog.LAYER)
        + " FROM "
        + quote(view.name())
        + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
        + " ORDER BY "
        + keys.stream().map(KeyColumn::name).map(RowLookup::quote).collect(Collectors.joining(", "))
        + " LIMIT "
        + limit;
  }

  /** The value as SQL says it; throws if it is not one of the type. */
  private static String literal(DataType type, String value) {
    return switch (type.kind()) {
      case BOOLEAN -> {
        if (!value.equals("true") && !value.equals("false")) {
          throw new IllegalArgumentException(value);
        }
        yield value;
      }
      case SMALLINT -> cast(Short.toString(Short.parseShort(value)), type);
      case INTEGER -> cast(Integer.toString(Integer.parseInt(value)), type);
      case BIGINT -> cast(Long.toString(Long.parseLong(value)), type);
      case REAL, DOUBLE -> cast(Double.toString(Double.parseDouble(value)), type);
      case DECIMAL -> cast(decimal(type, value), type);
      case VARCHAR -> text(value);
      case VARBINARY ->
          "from_hex(" + text(HexFormat.of().formatHex(Base64.getDecoder().decode(value))) + ")";
      case DATE -> {
        OptionalInt day = Temporals.parseDate(value);
        yield cast(Temporals.date(day.orElseThrow(IllegalArgumentException::new)), type);
      }
      case TIMESTAMP -> cast(time(value), type);
      case TIMESTAMP_TZ -> cast(time(value) + " UTC", type);
      case ARRAY, MAP -> throw new IllegalStateException("no key is a " + type);
    };
  }

  private static String decimal(DataType type, String value) {
    BigDecimal decimal = new BigDecimal(value).stripTrailingZeros();
    int digits = decimal.precision() - decimal.scale();
    if (decimal.scale() > type.scale() || digits > type.precision() - type.scale()) {
      throw new IllegalArgumentException(value);
    }
    return decimal.toPlainString();
  }

  /** A date alone is its midnight. */
  private static String time(String value) {
    boolean dateAlone = value.length() == LocalDate.EPOCH.toString().length();
    OptionalLong micros = Temporals.parseTimestamp(dateAlone ? value + "T00:00" : value);
    return Temporals.sixDigits(micros.orElseThrow(IllegalArgumentException::new));
  }

  private static String cast(String value, DataType type) {
    return "CAST(" + text(value) + " AS " + SqlType.of(type).trinoName() + ")";
  }

  private static String text(String value) {
    return "'" + value.replace("'", "''") + "'";
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
