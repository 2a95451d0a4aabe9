package dev.braid.serving.sql;

import dev.braid.error.Location;
import io.trino.sql.tree.QualifiedName;

/** The tables that statements may read. */
interface Tables {
  /**
   * A table.
   *
   * @param sql a relation in the engine's SQL, without an alias
   * @param columns with {@link Field#text} naming the relation's columns
   * @param view that it reads, or {@link SqlCatalog#QUARANTINE}; null if it reads neither
   */
  record Table(String name, String sql, java.util.List<Field> columns, String view) {}

  /**
   * Finds a table.
   *
   * @throws dev.braid.error.BraidException if there is none
   */
  Table find(QualifiedName name, String catalog, String schema, Location at);
}
