package dev.braid.type;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Types as text: what {@link DataType#toString} gives, and what users write. */
final class TypeParser {
  private static final Pattern DECIMAL =
      Pattern.compile("DECIMAL\\s*\\(\\s*(\\d{1,3})\\s*(?:,\\s*(\\d{1,3})\\s*)?\\)");
  private static final Pattern ZONED =
      Pattern.compile(
          "TIMESTAMP\\s+WITH\\s+TIME\\s+ZONE(?:\\s+'([^']+)')?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ARRAY =
      Pattern.compile("ARRAY\\s*\\((.+)\\)", Pattern.CASE_INSENSITIVE);
  private static final Pattern MAP =
      Pattern.compile("MAP\\s*\\((DECIMAL\\s*\\([^)]*\\)|[^,]+),(.+)\\)", Pattern.CASE_INSENSITIVE);

  private TypeParser() {}

  static Optional<DataType> parse(String text) {
    Matcher zoned = ZONED.matcher(text.strip());
    if (zoned.matches()) {
      return zoned.group(1) == null ? Optional.of(DataType.TIMESTAMP_TZ) : zone(zoned.group(1));
    }
    String name = text.strip().toUpperCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(name);
    if (decimal.matches()) {
      return decimal(decimal);
    }
    Matcher array = ARRAY.matcher(text.strip());
    if (array.matches()) {
      return parse(array.group(1)).map(DataType::array);
    }
    Matcher map = MAP.matcher(text.strip());
    if (map.matches()) {
      return parse(map.group(1))
          .flatMap(key -> parse(map.group(2)).map(value -> DataType.map(key, value)));
    }
    return switch (name) {
      case "BOOLEAN" -> Optional.of(DataType.BOOLEAN);
      case "SMALLINT" -> Optional.of(DataType.SMALLINT);
      case "INTEGER" -> Optional.of(DataType.INTEGER);
      case "BIGINT" -> Optional.of(DataType.BIGINT);
      case "REAL" -> Optional.of(DataType.REAL);
      case "DOUBLE" -> Optional.of(DataType.DOUBLE);
      case "VARCHAR" -> Optional.of(DataType.VARCHAR);
      case "VARBINARY" -> Optional.of(DataType.VARBINARY);
      case "DATE" -> Optional.of(DataType.DATE);
      case "TIMESTAMP" -> Optional.of(DataType.TIMESTAMP);
      default -> Optional.empty();
    };
  }

  static Optional<DataType> zone(String zone) {
    try {
      return Optional.of(DataType.timestampIn(ZoneId.of(zone).getId()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<DataType> decimal(Matcher decimal) {
    int precision = Integer.parseInt(decimal.group(1));
    int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
    boolean valid = precision >= 1 && precision <= DataType.MAX_PRECISION && scale <= precision;
    return valid ? Optional.of(DataType.decimal(precision, scale)) : Optional.empty();
  }
}
