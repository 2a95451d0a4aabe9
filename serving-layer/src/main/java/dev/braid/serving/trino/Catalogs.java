package dev.braid.serving.trino;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlCatalog;
import java.util.List;
import java.util.Map;

/** What a session can USE. */
final class Catalogs {
  private static final String INFORMATION = "information_schema";
  private static final Map<String, List<String>> SCHEMAS =
      Map.of(
          SqlCatalog.BRAID,
          List.of(SqlCatalog.MERGED, SqlCatalog.BATCH, SqlCatalog.SPEED, "system", INFORMATION),
          SqlCatalog.SYSTEM,
          List.of("jdbc", "runtime", "metadata", INFORMATION));

  private Catalogs() {}

  /**
   * @throws dev.braid.error.BraidException if there is no such catalog
   */
  static void check(String catalog) {
    if (!SCHEMAS.containsKey(catalog)) {
      throw ServingErrors.catalogNotFound(catalog, SCHEMAS.keySet(), null);
    }
  }

  /**
   * @throws dev.braid.error.BraidException if there is no such catalog, or no such schema in it
   */
  static void check(String catalog, String schema) {
    check(catalog);
    List<String> schemas = SCHEMAS.get(catalog);
    if (!schemas.contains(schema)) {
      throw ServingErrors.schemaNotFound(schema, schemas, null);
    }
  }
}
