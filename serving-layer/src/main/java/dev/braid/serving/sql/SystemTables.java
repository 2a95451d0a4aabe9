package dev.braid.serving.sql;

import dev.braid.serving.sql.SqlCatalog.Shown;
import java.sql.DatabaseMetaData;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Tables about the tables, as Trino has them. */
final class SystemTables {
  private static final int LARGEST_TEXT = Integer.MAX_VALUE;
  private static final int RADIX = 10;

  private static final String JDBC = "jdbc";

  /** The tables of the schema jdbc themselves. */
  static final List<Shown> ABOUT_JDBC =
      Stream.of(
              "attributes",
              "catalogs",
              "columns",
              "procedure_columns",
              "procedures",
              "pseudo_columns",
              "schemas",
              "super_tables",
              "super_types",
              "table_types",
              "tables",
              "types",
              "udts")
          .map(
              name ->
                  new Shown(
                      SqlCatalog.SYSTEM,
                      JDBC,
                      name,
                      new SystemTables(List.of()).jdbc(name).orElseThrow().columns(),
                      null))
          .toList();

  private final Collection<Shown> shown;

  /**
   * @param shown all tables that a user may name
   */
  SystemTables(Collection<Shown> shown) {
    this.shown = shown;
  }

  /** A table of the schema information_schema of a catalog. */
  Optional<VirtualTable> informationSchema(String catalog, String table) {
    return switch (table) {
      case "schemata" ->
          table("catalog_name", "schema_name").with(rows(schemas(catalog), s -> row(catalog, s)));
      case "tables" ->
          table("table_catalog", "table_schema", "table_name", "table_type")
              .with(rows(in(catalog), t -> row(catalog, t.schema(), t.name(), "BASE TABLE")));
      case "views" ->
          table("table_catalog", "table_schema", "table_name", "view_definition").with(List.of());
      case "columns" ->
          table(
                  "table_catalog",
                  "table_schema",
                  "table_name",
                  "column_name",
                  "ordinal_position b",
                  "column_default",
                  "is_nullable",
                  "data_type")
              .with(informationColumns(catalog));
      default -> Optional.empty();
    };
  }

  private List<List<Object>> informationColumns(String catalog) {
    List<List<Object>> rows = new ArrayList<>();
    for (Shown table : in(catalog)) {
      int position = 0;
      for (Column column : table.columns()) {
        rows.add(
            row(
                catalog,
                table.schema(),
                table.name(),
                column.name(),
                (long) ++position,
                null,
                "YES",
                column.type().trinoName()));
      }
    }
    return rows;
  }

  private List<Shown> in(String catalog) {
    return shown.stream().filter(table -> table.catalog().equals(catalog)).toList();
  }

  private List<String> schemas(String catalog) {
    List<String> schemas = new ArrayList<>();
    in(catalog).forEach(table -> schemas.add(table.schema()));
    schemas.add("information_schema");
    return schemas.stream().distinct().sorted().toList();
  }

  /** A table of the schema jdbc of the catalog system. */
  Optional<VirtualTable> jdbc(String table) {
    return switch (table) {
      case "catalogs" ->
          table("table_cat").with(List.of(row(SqlCatalog.BRAID), row(SqlCatalog.SYSTEM)));
      case "schemas" -> table("table_schem", "table_catalog").with(jdbcSchemas());
      case "table_types" -> table("table_type").with(List.of(row("TABLE"), row("VIEW")));
      case "tables" ->
          table(
                  "table_cat",
                  "table_schem",
                  "table_name",
                  "table_type",
                  "remarks",
                  "type_cat",
                  "type_schem",
                  "type_name",
                  "self_referencing_col_name",
                  "ref_generation")
              .with(
                  rows(
                      shown,
                      t ->
                          row(
                              t.catalog(),
                              t.schema(),
                              t.name(),
                              "TABLE",
                              t.remarks(),
                              null,
                              null,
                              null,
                              null,
                              null)));
      case "columns" -> jdbcColumns();
      case "types" -> jdbcTypes();
      default -> EmptyJdbcTables.find(table);
    };
  }

  private List<List<Object>> jdbcSchemas() {
    List<List<Object>> rows = new ArrayList<>();
    for (String catalog : List.of(SqlCatalog.BRAID, SqlCatalog.SYSTEM)) {
      schemas(catalog).forEach(schema -> rows.add(row(schema, catalog)));
    }
    return rows;
  }

  private Optional<VirtualTable> jdbcColumns() {
    List<List<Object>> rows = new ArrayList<>();
    for (Shown table : shown) {
      int position = 0;
      for (Column column : table.columns()) {
        SqlType type = column.type();
        rows.add(
            row(
                table.catalog(),
                table.schema(),
                table.name(),
                column.name(),
                (long) jdbcType(type),
                type.trinoName(),
                size(type),
                null,
                type.isDecimal() ? (long) type.scale() : null,
                type.isNumeric() ? (long) RADIX : null,
                (long) DatabaseMetaData.columnNullable,
                null,
                null,
                null,
                null,
                type.kind() == SqlType.Kind.VARCHAR ? (long) LARGEST_TEXT : null,
                (long) ++position,
                "YES",
                null,
                null,
                null,
                null,
                "NO",
                "NO"));
      }
    }
    return table(
            "table_cat",
            "table_schem",
            "table_name",
            "column_name",
            "data_type b",
            "type_name",
            "column_size b",
            "buffer_length b",
            "decimal_digits b",
            "num_prec_radix b",
            "nullable b",
            "remarks",
            "column_def",
            "sql_data_type b",
            "sql_datetime_sub b",
            "char_octet_length b",
            "ordinal_position b",
            "is_nullable",
            "scope_catalog",
            "scope_schema",
            "scope_table",
            "source_data_type s",
            "is_autoincrement",
            "is_generatedcolumn")
        .with(rows);
  }

  private static Long size(SqlType type) {
    return switch (type.kind()) {
      case TINYINT -> 3L;
      case SMALLINT -> 5L;
      case INTEGER -> 10L;
      case BIGINT -> 19L;
      case REAL -> 24L;
      case DOUBLE -> 53L;
      case DECIMAL -> (long) type.precision();
      case VARCHAR, VARBINARY -> (long) LARGEST_TEXT;
      case DATE -> 14L;
      case TIME -> 8L + (type.precision() == 0 ? 0 : type.precision() + 1);
      case TIMESTAMP -> 23L + (type.precision() == 0 ? 0 : type.precision() + 1);
      case TIMESTAMP_TZ -> 55L + (type.precision() == 0 ? 0 : type.precision() + 1);
      default -> null;
    };
  }

  private static int jdbcType(SqlType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Types.BOOLEAN;
      case TINYINT -> Types.TINYINT;
      case SMALLINT -> Types.SMALLINT;
      case INTEGER -> Types.INTEGER;
      case BIGINT -> Types.BIGINT;
      case REAL -> Types.REAL;
      case DOUBLE -> Types.DOUBLE;
      case DECIMAL -> Types.DECIMAL;
      case VARCHAR -> Types.VARCHAR;
      case VARBINARY -> Types.VARBINARY;
      case DATE -> Types.DATE;
      case TIME -> Types.TIME;
      case TIMESTAMP -> Types.TIMESTAMP;
      case TIMESTAMP_TZ -> Types.TIMESTAMP_WITH_TIMEZONE;
      case ARRAY -> Types.ARRAY;
      default -> Types.JAVA_OBJECT;
    };
  }

  private static Optional<VirtualTable> jdbcTypes() {
    List<List<Object>> rows = new ArrayList<>();
    for (SqlType type :
        List.of(
            SqlType.BOOLEAN,
            SqlType.TINYINT,
            SqlType.SMALLINT,
            SqlType.INTEGER,
            SqlType.BIGINT,
            SqlType.REAL,
            SqlType.DOUBLE,
            SqlType.VARCHAR,
            SqlType.VARBINARY,
            SqlType.DATE)) {
      rows.add(typeRow(type.trinoName().toLowerCase(Locale.ROOT), jdbcType(type), size(type)));
    }
    rows.add(typeRow("decimal", Types.DECIMAL, (long) SqlType.MAX_PRECISION));
    rows.add(typeRow("timestamp", Types.TIMESTAMP, null));
    rows.add(typeRow("timestamp with time zone", Types.TIMESTAMP_WITH_TIMEZONE, null));
    return table(
            "type_name",
            "data_type b",
            "precision b",
            "literal_prefix",
            "literal_suffix",
            "create_params",
            "nullable s",
            "case_sensitive t",
            "searchable s",
            "unsigned_attribute t",
            "fixed_prec_scale t",
            "auto_increment t",
            "local_type_name",
            "minimum_scale s",
            "maximum_scale s",
            "sql_data_type b",
            "sql_datetime_sub b",
            "num_prec_radix b")
        .with(rows);
  }

  private static List<Object> typeRow(String name, int jdbcType, Long precision) {
    return row(
        name,
        (long) jdbcType,
        precision,
        null,
        null,
        null,
        DatabaseMetaData.typeNullable,
        name.equals("varchar"),
        DatabaseMetaData.typeSearchable,
        null,
        false,
        false,
        null,
        0,
        name.equals("decimal") ? SqlType.MAX_PRECISION : 0,
        null,
        null,
        (long) RADIX);
  }

  private record Header(List<Column> columns) {
    Optional<VirtualTable> with(List<List<Object>> rows) {
      return Optional.of(new VirtualTable(columns, rows));
    }
  }

  private static Header table(String... columns) {
    return new Header(VirtualTable.columns(columns));
  }

  private interface Row<T> {
    List<Object> of(T from);
  }

  private static <T> List<List<Object>> rows(Collection<T> from, Row<T> row) {
    return from.stream().map(row::of).toList();
  }

  private static List<Object> row(Object... values) {
    return Arrays.asList(values);
  }
}
