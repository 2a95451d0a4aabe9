package dev.braid.view.sql;

import dev.braid.type.DataType;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Types as SQL writes them: with Trino's other names and with precisions that say nothing new. */
final class SqlTypes {
  private static final Pattern VARCHAR = Pattern.compile("VARCHAR\\s*\\(\\s*\\d+\\s*\\)");
  private static final Pattern MICROS = Pattern.compile("TIMESTAMP\\s*\\(\\s*6\\s*\\)");

  private SqlTypes() {}

  static Optional<DataType> parse(String text) {
    String name = MICROS.matcher(text.strip().toUpperCase(Locale.ROOT)).replaceFirst("TIMESTAMP");
    if (VARCHAR.matcher(name).matches()) {
      return Optional.empty();
    }
    return switch (name) {
      case "INT" -> Optional.of(DataType.INTEGER);
      case "DOUBLE PRECISION" -> Optional.of(DataType.DOUBLE);
      case "DECIMAL" -> Optional.of(DataType.decimal(DataType.MAX_PRECISION, 0));
      default -> DataType.parse(name);
    };
  }
}
