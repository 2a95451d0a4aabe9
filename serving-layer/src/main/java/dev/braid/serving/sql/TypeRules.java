package dev.braid.serving.sql;

import dev.braid.error.BraidException;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.DataType;
import io.trino.sql.tree.DataTypeParameter;
import io.trino.sql.tree.DateTimeDataType;
import io.trino.sql.tree.GenericDataType;
import io.trino.sql.tree.IntervalDayTimeDataType;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NumericParameter;
import io.trino.sql.tree.RowDataType;
import io.trino.sql.tree.TypeParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Which types there are, and which of them become one another unasked. */
final class TypeRules {
  private static final int DEFAULT_TIME_PRECISION = 3;

  private static final Set<String> TRINOS =
      Set.of(
          "char",
          "time",
          "ipaddress",
          "hyperloglog",
          "p4hyperloglog",
          "qdigest",
          "tdigest",
          "setdigest",
          "color",
          "geometry",
          "sphericalgeography",
          "json2016",
          "unknown");

  private TypeRules() {}

  /** Reads a type as a statement writes it. */
  static SqlType parse(DataType type) {
    if (type instanceof DateTimeDataType time) {
      int precision = time.getPrecision().map(TypeRules::number).orElse(DEFAULT_TIME_PRECISION);
      if (time.getType() == DateTimeDataType.Type.TIMESTAMP) {
        return time.isWithTimeZone()
            ? SqlType.timestampIn(precision, SqlType.UTC)
            : SqlType.timestamp(precision);
      }
      if (!time.isWithTimeZone()) {
        return SqlType.time(precision);
      }
    } else if (type instanceof IntervalDayTimeDataType interval) {
      return interval.getFrom() == IntervalDayTimeDataType.Field.YEAR
              || interval.getFrom() == IntervalDayTimeDataType.Field.MONTH
          ? SqlType.YEAR_TO_MONTH
          : SqlType.DAY_TO_SECOND;
    } else if (type instanceof RowDataType row) {
      List<SqlType> fields = new ArrayList<>();
      List<String> names = new ArrayList<>();
      row.getFields()
          .forEach(
              field -> {
                fields.add(parse(field.getType()));
                names.add(field.getName().map(name -> name.getValue()).orElse(null));
              });
      return SqlType.row(fields, names);
    } else if (type instanceof GenericDataType generic) {
      return generic(generic);
    }
    throw unknown(type.toString(), type);
  }

  /** Trino's types that there are none of here are refused; others are a mistake. */
  static BraidException unknown(String name, Node at) {
    return TRINOS.contains(name.toLowerCase(Locale.ROOT).replaceAll("\\W.*", ""))
        ? ServingErrors.unknownType(name, Statements.at(at))
        : ServingErrors.typeMismatch("there is no type " + name, Statements.at(at));
  }

  private static SqlType generic(GenericDataType type) {
    List<DataTypeParameter> arguments = type.getArguments();
    String name = type.getName().getValue().toLowerCase(Locale.ROOT);
    switch (name) {
      case "boolean":
        return SqlType.BOOLEAN;
      case "tinyint":
        return SqlType.TINYINT;
      case "smallint":
        return SqlType.SMALLINT;
      case "integer", "int":
        return SqlType.INTEGER;
      case "bigint":
        return SqlType.BIGINT;
      case "real":
        return SqlType.REAL;
      case "double":
        return SqlType.DOUBLE;
      case "varchar":
        return SqlType.VARCHAR;
      case "varbinary":
        return SqlType.VARBINARY;
      case "json":
        return SqlType.JSON;
      case "uuid":
        return SqlType.UUID;
      case "date":
        return SqlType.DATE;
      case "decimal", "dec", "numeric":
        return decimal(type, arguments);
      case "array":
        if (arguments.size() == 1 && arguments.get(0) instanceof TypeParameter element) {
          return SqlType.array(parse(element.getValue()));
        }
        break;
      case "map":
        if (arguments.size() == 2
            && arguments.get(0) instanceof TypeParameter key
            && arguments.get(1) instanceof TypeParameter value) {
          return SqlType.map(parse(key.getValue()), parse(value.getValue()));
        }
        break;
      default:
        break;
    }
    throw unknown(type.toString(), type);
  }

  /** The length of VARCHAR(length); such texts are kept as texts of any length. */
  static OptionalLong lengthOfVarchar(DataType type) {
    return type instanceof GenericDataType generic
            && generic.getName().getValue().equalsIgnoreCase("varchar")
            && generic.getArguments().size() == 1
            && generic.getArguments().get(0) instanceof NumericParameter length
        ? OptionalLong.of(Long.parseLong(length.getValue()))
        : OptionalLong.empty();
  }

  private static SqlType decimal(GenericDataType type, List<DataTypeParameter> arguments) {
    int precision = arguments.isEmpty() ? SqlType.MAX_PRECISION : number(arguments.get(0));
    int scale = arguments.size() < 2 ? 0 : number(arguments.get(1));
    if (precision < 1 || precision > SqlType.MAX_PRECISION || scale > precision) {
      throw ServingErrors.invalidArgument(
          "a decimal has 1 to 38 digits, of which up to all stand after the point",
          Statements.at(type));
    }
    return SqlType.decimal(precision, scale);
  }

  private static int number(DataTypeParameter parameter) {
    if (parameter instanceof NumericParameter number && number.getValue().length() <= 4) {
      return Integer.parseInt(number.getValue());
    }
    throw ServingErrors.unknownType(parameter.toString(), null);
  }

  /** The type that both become unasked; empty if there is none. */
  static Optional<SqlType> common(SqlType a, SqlType b) {
    if (a.equals(b) || b.kind() == Kind.UNKNOWN) {
      return Optional.of(a);
    }
    if (a.kind() == Kind.UNKNOWN) {
      return Optional.of(b);
    }
    if (a.isNumeric() && b.isNumeric()) {
      return Optional.of(numeric(a, b));
    }
    if (isTemporal(a) && isTemporal(b)) {
      return temporal(a, b);
    }
    if (a.kind() == Kind.TIME && b.kind() == Kind.TIME) {
      return Optional.of(a.precision() >= b.precision() ? a : b);
    }
    if (a.kind() == b.kind() && !a.parameters().isEmpty()) {
      return nested(a, b);
    }
    return Optional.empty();
  }

  private static SqlType numeric(SqlType a, SqlType b) {
    if (a.isFloating() || b.isFloating()) {
      boolean real =
          (a.kind() == Kind.REAL || !a.isFloating()) && (b.kind() == Kind.REAL || !b.isFloating());
      return real ? SqlType.REAL : SqlType.DOUBLE;
    }
    if (a.isInteger() && b.isInteger()) {
      return a.kind().compareTo(b.kind()) >= 0 ? a : b;
    }
    SqlType x = a.asDecimal();
    SqlType y = b.asDecimal();
    int scale = Math.max(x.scale(), y.scale());
    int whole = Math.max(x.precision() - x.scale(), y.precision() - y.scale());
    return SqlType.decimal(Math.min(SqlType.MAX_PRECISION, whole + scale), scale);
  }

  private static boolean isTemporal(SqlType type) {
    return type.kind() == Kind.DATE || type.isTimestamp();
  }

  private static Optional<SqlType> temporal(SqlType a, SqlType b) {
    int precision = Math.max(a.precision(), b.precision());
    if (a.kind() == Kind.TIMESTAMP_TZ || b.kind() == Kind.TIMESTAMP_TZ) {
      String zone = a.zone() != null ? a.zone() : b.zone();
      return Optional.of(SqlType.timestampIn(precision, zone));
    }
    return Optional.of(
        a.kind() == Kind.DATE && b.kind() == Kind.DATE
            ? SqlType.DATE
            : SqlType.timestamp(precision));
  }

  private static Optional<SqlType> nested(SqlType a, SqlType b) {
    if (a.parameters().size() != b.parameters().size()) {
      return Optional.empty();
    }
    List<SqlType> parts = new ArrayList<>();
    for (int i = 0; i < a.parameters().size(); i++) {
      Optional<SqlType> part = common(a.parameters().get(i), b.parameters().get(i));
      if (part.isEmpty()) {
        return Optional.empty();
      }
      parts.add(part.get());
    }
    return Optional.of(new SqlType(a.kind(), 0, 0, null, parts, a.names()));
  }

  /** Whether values of one type become the other unasked. */
  static boolean becomes(SqlType from, SqlType to) {
    return from.isDecimal() && to.isDecimal() || common(from, to).filter(to::equals).isPresent();
  }

  /** A value as a type that it becomes unasked; the text stays if DuckDB sees no difference. */
  static Typed coerced(Typed value, SqlType to) {
    SqlType from = value.type();
    boolean same =
        from.equals(to)
            || from.isTimestamp() && from.kind() == to.kind()
            || from.kind() == Kind.TIME && to.kind() == Kind.TIME;
    return same ? value.as(to) : new Typed(Duck.cast(value.text(), to), to, value.constant());
  }
}
