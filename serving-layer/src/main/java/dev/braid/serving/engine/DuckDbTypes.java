package dev.braid.serving.engine;

import dev.braid.type.DataType;

/** Types in DuckDB's names. */
public final class DuckDbTypes {
  private DuckDbTypes() {}

  /** As CREATE TABLE and CAST write it. A time zone of the type's own is not kept. */
  public static String declared(DataType type) {
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, VARCHAR, DATE, TIMESTAMP ->
          type.kind().name();
      case DECIMAL -> type.name();
      case VARBINARY -> "BLOB";
      case TIMESTAMP_TZ -> "TIMESTAMP WITH TIME ZONE";
      case ARRAY -> declared(type.element()) + "[]";
      case MAP ->
          "MAP("
              + declared(type.parameters().get(0))
              + ", "
              + declared(type.parameters().get(1))
              + ")";
    };
  }
}
