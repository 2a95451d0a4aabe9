package dev.braid.serving.trino;

import dev.braid.serving.sql.SqlType;
import io.trino.client.ClientStandardTypes;
import io.trino.client.ClientTypeSignature;
import io.trino.client.ClientTypeSignatureParameter;
import io.trino.client.Column;
import io.trino.client.NamedClientTypeSignature;
import io.trino.client.RowFieldName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Types as clients are told them. */
final class ClientTypes {
  private ClientTypes() {}

  static List<Column> columns(List<dev.braid.serving.sql.Column> columns) {
    return columns.stream().map(column -> column(column.name(), column.type())).toList();
  }

  static Column column(String name, SqlType type) {
    return new Column(name, name(type), signature(type));
  }

  /** As Trino writes the type of a column, which is not quite as {@code typeof} does. */
  private static String name(SqlType type) {
    return switch (type.kind()) {
      case DECIMAL -> "decimal(" + type.precision() + ", " + type.scale() + ")";
      case INTERVAL_DAY_TO_SECOND, INTERVAL_YEAR_TO_MONTH ->
          type.trinoName().toUpperCase(Locale.ROOT);
      case ARRAY -> "array(" + name(type.element()) + ")";
      case MAP -> "map(" + name(type.key()) + ", " + name(type.value()) + ")";
      case ROW ->
          IntStream.range(0, type.parameters().size())
              .mapToObj(
                  i ->
                      (type.names().get(i) == null ? "" : type.names().get(i) + " ")
                          + name(type.parameters().get(i)))
              .collect(Collectors.joining(", ", "row(", ")"));
      default -> type.trinoName();
    };
  }

  private static ClientTypeSignature signature(SqlType type) {
    return switch (type.kind()) {
      case UNKNOWN -> plain(ClientStandardTypes.UNKNOWN);
      case BOOLEAN -> plain(ClientStandardTypes.BOOLEAN);
      case TINYINT -> plain(ClientStandardTypes.TINYINT);
      case SMALLINT -> plain(ClientStandardTypes.SMALLINT);
      case INTEGER -> plain(ClientStandardTypes.INTEGER);
      case BIGINT -> plain(ClientStandardTypes.BIGINT);
      case REAL -> plain(ClientStandardTypes.REAL);
      case DOUBLE -> plain(ClientStandardTypes.DOUBLE);
      case DECIMAL -> numbered(ClientStandardTypes.DECIMAL, type.precision(), type.scale());
      case VARCHAR ->
          numbered(ClientStandardTypes.VARCHAR, ClientTypeSignature.VARCHAR_UNBOUNDED_LENGTH);
      case VARBINARY -> plain(ClientStandardTypes.VARBINARY);
      case JSON -> plain(ClientStandardTypes.JSON);
      case UUID -> plain(ClientStandardTypes.UUID);
      case DATE -> plain(ClientStandardTypes.DATE);
      case TIME -> numbered(ClientStandardTypes.TIME, type.precision());
      case TIMESTAMP -> numbered(ClientStandardTypes.TIMESTAMP, type.precision());
      case TIMESTAMP_TZ -> numbered(ClientStandardTypes.TIMESTAMP_WITH_TIME_ZONE, type.precision());
      case INTERVAL_DAY_TO_SECOND -> plain(ClientStandardTypes.INTERVAL_DAY_TO_SECOND);
      case INTERVAL_YEAR_TO_MONTH -> plain(ClientStandardTypes.INTERVAL_YEAR_TO_MONTH);
      case ARRAY -> nested(ClientStandardTypes.ARRAY, type.parameters());
      case MAP -> nested(ClientStandardTypes.MAP, type.parameters());
      case ROW -> row(type);
    };
  }

  private static ClientTypeSignature plain(String name) {
    return new ClientTypeSignature(name);
  }

  private static ClientTypeSignature numbered(String name, int... numbers) {
    List<ClientTypeSignatureParameter> parameters = new ArrayList<>();
    for (int number : numbers) {
      parameters.add(ClientTypeSignatureParameter.ofLong(number));
    }
    return new ClientTypeSignature(name, parameters);
  }

  private static ClientTypeSignature nested(String name, List<SqlType> types) {
    return new ClientTypeSignature(
        name,
        types.stream().map(type -> ClientTypeSignatureParameter.ofType(signature(type))).toList());
  }

  private static ClientTypeSignature row(SqlType type) {
    List<ClientTypeSignatureParameter> fields = new ArrayList<>();
    for (int i = 0; i < type.parameters().size(); i++) {
      fields.add(
          ClientTypeSignatureParameter.ofNamedType(
              new NamedClientTypeSignature(
                  Optional.ofNullable(type.names().get(i)).map(RowFieldName::new),
                  signature(type.parameters().get(i)))));
    }
    return new ClientTypeSignature(ClientStandardTypes.ROW, fields);
  }
}
