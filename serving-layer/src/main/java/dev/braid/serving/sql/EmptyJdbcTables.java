package dev.braid.serving.sql;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tables of {@code system.jdbc} that drivers ask for and that have nothing to tell of here. */
final class EmptyJdbcTables {
  private static final Map<String, List<Column>> TABLES =
      Map.of(
          "attributes",
          VirtualTable.columns(
              "type_cat",
              "type_schem",
              "type_name",
              "attr_name",
              "data_type b",
              "attr_type_name",
              "attr_size b",
              "decimal_digits b",
              "num_prec_radix b",
              "nullable b",
              "remarks",
              "attr_def",
              "sql_data_type b",
              "sql_datetime_sub b",
              "char_octet_length b",
              "ordinal_position b",
              "is_nullable",
              "scope_catalog",
              "scope_schema",
              "scope_table",
              "source_data_type s"),
          "procedures",
          VirtualTable.columns(
              "procedure_cat",
              "procedure_schem",
              "procedure_name",
              "remarks",
              "procedure_type b",
              "specific_name"),
          "procedure_columns",
          VirtualTable.columns(
              "procedure_cat",
              "procedure_schem",
              "procedure_name",
              "column_name",
              "column_type b",
              "data_type b",
              "type_name",
              "precision b",
              "length b",
              "scale b",
              "radix b",
              "nullable b",
              "remarks",
              "column_def",
              "sql_data_type b",
              "sql_datetime_sub b",
              "char_octet_length b",
              "ordinal_position b",
              "is_nullable",
              "specific_name"),
          "pseudo_columns",
          VirtualTable.columns(
              "table_cat",
              "table_schem",
              "table_name",
              "column_name",
              "data_type b",
              "column_size b",
              "decimal_digits b",
              "num_prec_radix b",
              "column_usage",
              "remarks",
              "char_octet_length b",
              "is_nullable"),
          "super_tables",
          VirtualTable.columns("table_cat", "table_schem", "table_name", "supertable_name"),
          "super_types",
          VirtualTable.columns(
              "type_cat",
              "type_schem",
              "type_name",
              "supertype_cat",
              "supertype_schem",
              "supertype_name"),
          "udts",
          VirtualTable.columns(
              "type_cat",
              "type_schem",
              "type_name",
              "class_name",
              "data_type b",
              "remarks",
              "base_type s"));

  private EmptyJdbcTables() {}

  static Optional<VirtualTable> find(String table) {
    return Optional.ofNullable(TABLES.get(table))
        .map(columns -> new VirtualTable(columns, List.of()));
  }
}
