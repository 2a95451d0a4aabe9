package dev.braid.type;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column's type. In Java its values are, NULL being null everywhere:
 *
 * <table>
 * <caption>Java values</caption>
 * <tr><td>BOOLEAN</td><td>{@link Boolean}</td></tr>
 * <tr><td>INTEGER</td><td>{@link Integer}</td></tr>
 * <tr><td>BIGINT</td><td>{@link Long}</td></tr>
 * <tr><td>DOUBLE</td><td>{@link Double}</td></tr>
 * <tr><td>DECIMAL(p,s)</td><td>{@link java.math.BigDecimal} of scale exactly s</td></tr>
 * <tr><td>VARCHAR</td><td>{@link String} without unpaired surrogates</td></tr>
 * <tr><td>DATE</td><td>{@link Integer}, days since 1970-01-01</td></tr>
 * <tr><td>TIMESTAMP</td><td>{@link Long}, microseconds since 1970-01-01T00:00:00 UTC</td></tr>
 * </table>
 *
 * @param precision digits of a DECIMAL (1 to 38), else 0
 * @param scale digits after the point of a DECIMAL (0 to precision), else 0
 */
public record DataType(Kind kind, int precision, int scale) {
  public enum Kind {
    BOOLEAN,
    INTEGER,
    BIGINT,
    DOUBLE,
    DECIMAL,
    VARCHAR,
    DATE,
    TIMESTAMP
  }

  public static final int MAX_PRECISION = 38;

  public static final DataType BOOLEAN = new DataType(Kind.BOOLEAN, 0, 0);
  public static final DataType INTEGER = new DataType(Kind.INTEGER, 0, 0);
  public static final DataType BIGINT = new DataType(Kind.BIGINT, 0, 0);
  public static final DataType DOUBLE = new DataType(Kind.DOUBLE, 0, 0);
  public static final DataType VARCHAR = new DataType(Kind.VARCHAR, 0, 0);
  public static final DataType DATE = new DataType(Kind.DATE, 0, 0);
  public static final DataType TIMESTAMP = new DataType(Kind.TIMESTAMP, 0, 0);

  /** The names a user may write, for error messages. */
  public static final List<String> NAMES =
      List.of(
          "BOOLEAN", "INTEGER", "BIGINT", "DOUBLE", "DECIMAL(p,s)", "VARCHAR", "DATE", "TIMESTAMP");

  private static final Pattern DECIMAL_PATTERN =
      Pattern.compile("DECIMAL\\s*\\(\\s*(\\d{1,3})\\s*(?:,\\s*(\\d{1,3})\\s*)?\\)");

  public DataType {
    if (kind == Kind.DECIMAL
        && (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision)) {
      throw new IllegalArgumentException(
          "DECIMAL(" + precision + "," + scale + "): precision is 1 to 38, scale 0 to precision");
    }
  }

  public static DataType decimal(int precision, int scale) {
    return new DataType(Kind.DECIMAL, precision, scale);
  }

  /** Reads a type as a user writes it, in any case; empty if there is no such type. */
  public static Optional<DataType> parse(String text) {
    String name = text.strip().toUpperCase(Locale.ROOT);
    Matcher decimal = DECIMAL_PATTERN.matcher(name);
    if (decimal.matches()) {
      int precision = Integer.parseInt(decimal.group(1));
      int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
      boolean valid = precision >= 1 && precision <= MAX_PRECISION && scale <= precision;
      return valid ? Optional.of(decimal(precision, scale)) : Optional.empty();
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DECIMAL && kind.name().equals(name)) {
        return Optional.of(new DataType(kind, 0, 0));
      }
    }
    return Optional.empty();
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static DataType fromJson(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("no type " + text));
  }

  public boolean isDecimal() {
    return kind == Kind.DECIMAL;
  }

  /** INTEGER or BIGINT. */
  public boolean isInteger() {
    return kind == Kind.INTEGER || kind == Kind.BIGINT;
  }

  public boolean isNumeric() {
    return isInteger() || isDecimal() || kind == Kind.DOUBLE;
  }

  /** The DECIMAL(p,0) that holds every value of this integer type. */
  public DataType asDecimal() {
    return switch (kind) {
      case INTEGER -> decimal(10, 0);
      case BIGINT -> decimal(19, 0);
      case DECIMAL -> this;
      default -> throw new IllegalStateException(this + " has no decimal form");
    };
  }

  @Override
  @JsonValue
  public String toString() {
    return kind == Kind.DECIMAL ? "DECIMAL(" + precision + "," + scale + ")" : kind.name();
  }
}
