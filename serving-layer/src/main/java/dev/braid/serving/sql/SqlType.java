package dev.braid.serving.sql;

import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The type of a query's column or expression, as Trino has it. Values in Java, NULL being null
 * everywhere:
 *
 * <table>
 * <caption>Java values</caption>
 * <tr><td>BOOLEAN</td><td>{@link Boolean}</td></tr>
 * <tr><td>TINYINT … BIGINT</td><td>{@link Byte}, {@link Short}, {@link Integer}, {@link Long}</td></tr>
 * <tr><td>REAL, DOUBLE</td><td>{@link Float}, {@link Double}</td></tr>
 * <tr><td>DECIMAL(p,s)</td><td>{@link java.math.BigDecimal} of scale s</td></tr>
 * <tr><td>VARCHAR, JSON, UUID</td><td>{@link String}</td></tr>
 * <tr><td>VARBINARY</td><td>byte[]</td></tr>
 * <tr><td>DATE, TIME</td><td>{@link java.time.LocalDate}, {@link java.time.LocalTime}</td></tr>
 * <tr><td>TIMESTAMP(p)</td><td>{@link java.time.LocalDateTime}</td></tr>
 * <tr><td>TIMESTAMP(p) WITH TIME ZONE</td><td>{@link java.time.Instant}; the zone is the type's</td></tr>
 * <tr><td>INTERVAL DAY TO SECOND, YEAR TO MONTH</td><td>{@link java.time.Duration}, {@link java.time.Period}</td></tr>
 * <tr><td>ARRAY(e), ROW(…)</td><td>{@link List}</td></tr>
 * <tr><td>MAP(k,v)</td><td>{@link java.util.Map}</td></tr>
 * <tr><td>UNKNOWN</td><td>null</td></tr>
 * </table>
 *
 * @param precision digits of a DECIMAL, or of a second's fraction in a TIMESTAMP or TIME; else 0
 * @param scale digits after the point of a DECIMAL, else 0
 * @param zone in which a TIMESTAMP WITH TIME ZONE is cut into fields and printed, else null
 * @param parameters an ARRAY's element, a MAP's key and value, a ROW's fields
 * @param names of a ROW's fields, null where a field has none
 */
public record SqlType(
    Kind kind,
    int precision,
    int scale,
    String zone,
    List<SqlType> parameters,
    List<String> names) {

  /** In Trino's names. */
  public enum Kind {
    UNKNOWN,
    BOOLEAN,
    TINYINT,
    SMALLINT,
    INTEGER,
    BIGINT,
    REAL,
    DOUBLE,
    DECIMAL,
    VARCHAR,
    VARBINARY,
    JSON,
    UUID,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMP_TZ,
    INTERVAL_DAY_TO_SECOND,
    INTERVAL_YEAR_TO_MONTH,
    ARRAY,
    MAP,
    ROW
  }

  public static final int MAX_PRECISION = 38;

  /** Digits of a second's fraction that are kept. */
  public static final int MICROS = 6;

  public static final String UTC = "UTC";

  public static final SqlType UNKNOWN = plain(Kind.UNKNOWN);
  public static final SqlType BOOLEAN = plain(Kind.BOOLEAN);
  public static final SqlType TINYINT = plain(Kind.TINYINT);
  public static final SqlType SMALLINT = plain(Kind.SMALLINT);
  public static final SqlType INTEGER = plain(Kind.INTEGER);
  public static final SqlType BIGINT = plain(Kind.BIGINT);
  public static final SqlType REAL = plain(Kind.REAL);
  public static final SqlType DOUBLE = plain(Kind.DOUBLE);
  public static final SqlType VARCHAR = plain(Kind.VARCHAR);
  public static final SqlType VARBINARY = plain(Kind.VARBINARY);
  public static final SqlType JSON = plain(Kind.JSON);
  public static final SqlType UUID = plain(Kind.UUID);
  public static final SqlType DATE = plain(Kind.DATE);
  public static final SqlType DAY_TO_SECOND = plain(Kind.INTERVAL_DAY_TO_SECOND);
  public static final SqlType YEAR_TO_MONTH = plain(Kind.INTERVAL_YEAR_TO_MONTH);

  public SqlType {
    Objects.requireNonNull(kind, "kind");
    parameters = List.copyOf(parameters);
    names = Collections.unmodifiableList(new ArrayList<>(names));
  }

  private static SqlType plain(Kind kind) {
    return new SqlType(kind, 0, 0, null, List.of(), List.of());
  }

  public static SqlType decimal(int precision, int scale) {
    return new SqlType(Kind.DECIMAL, precision, scale, null, List.of(), List.of());
  }

  /** TIME(precision); finer than microseconds is not kept. */
  public static SqlType time(int precision) {
    return new SqlType(Kind.TIME, Math.min(precision, MICROS), 0, null, List.of(), List.of());
  }

  /** TIMESTAMP(precision); finer than microseconds is not kept. */
  public static SqlType timestamp(int precision) {
    return new SqlType(Kind.TIMESTAMP, Math.min(precision, MICROS), 0, null, List.of(), List.of());
  }

  public static SqlType timestampIn(int precision, String zone) {
    return new SqlType(
        Kind.TIMESTAMP_TZ, Math.min(precision, MICROS), 0, zone, List.of(), List.of());
  }

  public static SqlType array(SqlType element) {
    return new SqlType(Kind.ARRAY, 0, 0, null, List.of(element), List.of());
  }

  public static SqlType map(SqlType key, SqlType value) {
    return new SqlType(Kind.MAP, 0, 0, null, List.of(key, value), List.of());
  }

  /**
   * ROW.
   *
   * @param names null where a field has none
   */
  public static SqlType row(List<SqlType> fields, List<String> names) {
    return new SqlType(Kind.ROW, 0, 0, null, fields, names);
  }

  /** The type of a view's column. */
  public static SqlType of(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN -> BOOLEAN;
      case SMALLINT -> SMALLINT;
      case INTEGER -> INTEGER;
      case BIGINT -> BIGINT;
      case REAL -> REAL;
      case DOUBLE -> DOUBLE;
      case DECIMAL -> decimal(type.precision(), type.scale());
      case VARCHAR -> VARCHAR;
      case VARBINARY -> VARBINARY;
      case DATE -> DATE;
      case TIMESTAMP -> timestamp(MICROS);
      case TIMESTAMP_TZ -> timestampIn(MICROS, type.zone());
      case ARRAY -> array(of(type.element()));
      case MAP -> map(of(type.parameters().get(0)), of(type.parameters().get(1)));
    };
  }

  public boolean isInteger() {
    return kind.compareTo(Kind.TINYINT) >= 0 && kind.compareTo(Kind.BIGINT) <= 0;
  }

  public boolean isFloating() {
    return kind == Kind.REAL || kind == Kind.DOUBLE;
  }

  public boolean isDecimal() {
    return kind == Kind.DECIMAL;
  }

  public boolean isNumeric() {
    return isInteger() || isFloating() || isDecimal();
  }

  /** TIMESTAMP, with a time zone or without. */
  public boolean isTimestamp() {
    return kind == Kind.TIMESTAMP || kind == Kind.TIMESTAMP_TZ;
  }

  public boolean isInterval() {
    return kind == Kind.INTERVAL_DAY_TO_SECOND || kind == Kind.INTERVAL_YEAR_TO_MONTH;
  }

  /** An ARRAY's element. */
  public SqlType element() {
    return parameters.get(0);
  }

  public SqlType key() {
    return parameters.get(0);
  }

  public SqlType value() {
    return parameters.get(1);
  }

  /** The DECIMAL that holds every value of this exact type. */
  public SqlType asDecimal() {
    return switch (kind) {
      case TINYINT -> decimal(3, 0);
      case SMALLINT -> decimal(5, 0);
      case INTEGER -> decimal(10, 0);
      case BIGINT -> decimal(19, 0);
      case DECIMAL -> this;
      default -> throw new IllegalStateException(this + " has no decimal form");
    };
  }

  /** As Trino displays it: {@code bigint}, {@code timestamp(6) with time zone}. */
  public String trinoName() {
    return switch (kind) {
      case DECIMAL -> "decimal(" + precision + "," + scale + ")";
      case TIME -> "time(" + precision + ")";
      case TIMESTAMP -> "timestamp(" + precision + ")";
      case TIMESTAMP_TZ -> "timestamp(" + precision + ") with time zone";
      case INTERVAL_DAY_TO_SECOND -> "interval day to second";
      case INTERVAL_YEAR_TO_MONTH -> "interval year to month";
      case ARRAY -> "array(" + element().trinoName() + ")";
      case MAP -> "map(" + key().trinoName() + ", " + value().trinoName() + ")";
      case ROW -> row();
      default -> kind.name().toLowerCase(Locale.ROOT);
    };
  }

  private String row() {
    return IntStream.range(0, parameters.size())
        .mapToObj(
            i -> (names.get(i) == null ? "" : names.get(i) + " ") + parameters.get(i).trinoName())
        .collect(Collectors.joining(", ", "row(", ")"));
  }

  @Override
  public String toString() {
    return trinoName();
  }
}
