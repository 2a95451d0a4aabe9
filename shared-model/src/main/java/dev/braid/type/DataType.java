package dev.braid.type;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A column's type. In Java its values are, NULL being null everywhere:
 *
 * <table>
 * <caption>Java values</caption>
 * <tr><td>BOOLEAN</td><td>{@link Boolean}</td></tr>
 * <tr><td>SMALLINT</td><td>{@link Short}</td></tr>
 * <tr><td>INTEGER</td><td>{@link Integer}</td></tr>
 * <tr><td>BIGINT</td><td>{@link Long}</td></tr>
 * <tr><td>REAL</td><td>{@link Float}</td></tr>
 * <tr><td>DOUBLE</td><td>{@link Double}</td></tr>
 * <tr><td>DECIMAL(p,s)</td><td>{@link java.math.BigDecimal} of scale exactly s</td></tr>
 * <tr><td>VARCHAR</td><td>{@link String} without unpaired surrogates</td></tr>
 * <tr><td>VARBINARY</td><td>{@link Binary}</td></tr>
 * <tr><td>DATE</td><td>{@link Integer}, days since 1970-01-01</td></tr>
 * <tr><td>TIMESTAMP</td><td>{@link Long}, microseconds since 1970-01-01T00:00:00 UTC</td></tr>
 * <tr><td>TIMESTAMP WITH TIME ZONE</td><td>{@link Long}, as TIMESTAMP; the zone is the type's</td></tr>
 * <tr><td>ARRAY(e)</td><td>{@link List} of e's values</td></tr>
 * <tr><td>MAP(k,v)</td><td>{@link java.util.Map}, in the order of its keys</td></tr>
 * </table>
 *
 * @param precision digits of a DECIMAL (1 to 38), else 0
 * @param scale digits after the point of a DECIMAL (0 to precision), else 0
 * @param zone in which a TIMESTAMP WITH TIME ZONE is cut into days and printed, else null
 * @param parameters an ARRAY's element type, a MAP's key and value types, else none
 */
public record DataType(
    Kind kind, int precision, int scale, String zone, List<DataType> parameters) {
  /** In Trino's names. */
  public enum Kind {
    BOOLEAN,
    SMALLINT,
    INTEGER,
    BIGINT,
    REAL,
    DOUBLE,
    DECIMAL,
    VARCHAR,
    VARBINARY,
    DATE,
    TIMESTAMP,
    TIMESTAMP_TZ,
    ARRAY,
    MAP
  }

  public static final int MAX_PRECISION = 38;
  public static final String UTC = "UTC";

  public static final DataType BOOLEAN = plain(Kind.BOOLEAN);
  public static final DataType SMALLINT = plain(Kind.SMALLINT);
  public static final DataType INTEGER = plain(Kind.INTEGER);
  public static final DataType BIGINT = plain(Kind.BIGINT);
  public static final DataType REAL = plain(Kind.REAL);
  public static final DataType DOUBLE = plain(Kind.DOUBLE);
  public static final DataType VARCHAR = plain(Kind.VARCHAR);
  public static final DataType VARBINARY = plain(Kind.VARBINARY);
  public static final DataType DATE = plain(Kind.DATE);
  public static final DataType TIMESTAMP = plain(Kind.TIMESTAMP);
  public static final DataType TIMESTAMP_TZ = timestampIn(UTC);

  /** The names a user may write, for error messages. */
  public static final List<String> NAMES =
      List.of(
          "BOOLEAN",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "REAL",
          "DOUBLE",
          "DECIMAL(p,s)",
          "VARCHAR",
          "VARBINARY",
          "DATE",
          "TIMESTAMP",
          "TIMESTAMP WITH TIME ZONE");

  public DataType {
    Objects.requireNonNull(kind, "kind");
    parameters = List.copyOf(parameters);
    if (kind == Kind.DECIMAL
        && (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision)) {
      throw new IllegalArgumentException(
          "DECIMAL(" + precision + "," + scale + "): precision is 1 to 38, scale 0 to precision");
    }
    if ((kind == Kind.TIMESTAMP_TZ) != (zone != null)) {
      throw new IllegalArgumentException(kind + " with zone " + zone);
    }
  }

  private static DataType plain(Kind kind) {
    return new DataType(kind, 0, 0, null, List.of());
  }

  public static DataType decimal(int precision, int scale) {
    return new DataType(Kind.DECIMAL, precision, scale, null, List.of());
  }

  /**
   * TIMESTAMP WITH TIME ZONE.
   *
   * @param zone a region or offset that {@link java.time.ZoneId} knows
   */
  public static DataType timestampIn(String zone) {
    return new DataType(Kind.TIMESTAMP_TZ, 0, 0, zone, List.of());
  }

  public static DataType array(DataType element) {
    return new DataType(Kind.ARRAY, 0, 0, null, List.of(element));
  }

  public static DataType map(DataType key, DataType value) {
    return new DataType(Kind.MAP, 0, 0, null, List.of(key, value));
  }

  /** Reads a type as a user writes it, in any case; empty if there is no such type. */
  public static Optional<DataType> parse(String text) {
    return TypeParser.parse(text);
  }

  /** TIMESTAMP WITH TIME ZONE in a zone as a user writes it; empty if there is no such zone. */
  public static Optional<DataType> parseZone(String zone) {
    return TypeParser.zone(zone);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static DataType fromJson(String text) {
    return parse(text).orElseThrow(() -> new IllegalArgumentException("no type " + text));
  }

  public Carrier carrier() {
    return switch (kind) {
      case SMALLINT, INTEGER, BIGINT, DATE, TIMESTAMP, TIMESTAMP_TZ -> Carrier.LONG;
      case REAL, DOUBLE -> Carrier.DOUBLE;
      case BOOLEAN -> Carrier.BOOLEAN;
      case DECIMAL, VARCHAR, VARBINARY, ARRAY, MAP -> Carrier.OBJECT;
    };
  }

  /** Whether values hold values of other types. */
  public boolean isNested() {
    return kind == Kind.ARRAY || kind == Kind.MAP;
  }

  public boolean isDecimal() {
    return kind == Kind.DECIMAL;
  }

  /** SMALLINT, INTEGER or BIGINT. */
  public boolean isInteger() {
    return kind == Kind.SMALLINT || kind == Kind.INTEGER || kind == Kind.BIGINT;
  }

  /** REAL or DOUBLE. */
  public boolean isFloating() {
    return kind == Kind.REAL || kind == Kind.DOUBLE;
  }

  public boolean isNumeric() {
    return isInteger() || isDecimal() || isFloating();
  }

  /** Integers and DECIMAL: what has no rounding of its own. */
  public boolean isExact() {
    return isInteger() || isDecimal();
  }

  /** DATE, TIMESTAMP or TIMESTAMP WITH TIME ZONE. */
  public boolean isTemporal() {
    return kind == Kind.DATE || isTimestamp();
  }

  /** TIMESTAMP or TIMESTAMP WITH TIME ZONE. */
  public boolean isTimestamp() {
    return kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMP_TZ;
  }

  /** Whether values can be compared, grouped by and counted as different. */
  public boolean isComparable() {
    return kind != Kind.ARRAY && kind != Kind.MAP;
  }

  /** An ARRAY's element type. */
  public DataType element() {
    return parameters.get(0);
  }

  /** The DECIMAL(p,0) that holds every value of this integer type. */
  public DataType asDecimal() {
    return switch (kind) {
      case SMALLINT -> decimal(5, 0);
      case INTEGER -> decimal(10, 0);
      case BIGINT -> decimal(19, 0);
      case DECIMAL -> this;
      default -> throw new IllegalStateException(this + " has no decimal form");
    };
  }

  /** The type's name in SQL, without a time zone of its own. */
  public String name() {
    return switch (kind) {
      case DECIMAL -> "DECIMAL(" + precision + "," + scale + ")";
      case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
      case ARRAY -> "ARRAY(" + element().name() + ")";
      case MAP -> "MAP(" + parameters.get(0).name() + "," + parameters.get(1).name() + ")";
      default -> kind.name();
    };
  }

  /** {@link #name}, and the zones that are not UTC. */
  @Override
  @JsonValue
  public String toString() {
    return switch (kind) {
      case TIMESTAMP_TZ -> zone.equals(UTC) ? name() : name() + " '" + zone + "'";
      case ARRAY -> "ARRAY(" + element() + ")";
      case MAP -> "MAP(" + parameters.get(0) + "," + parameters.get(1) + ")";
      default -> name();
    };
  }
}
