package dev.braid.serving.sql;

import dev.braid.error.Location;
import dev.braid.project.ViewDefinition;
import io.trino.sql.tree.QualifiedName;
import java.util.List;

/** The tables that statements may read. */
interface Tables {
  /**
   * A table.
   *
   * @param sql a relation in the engine's SQL, without an alias
   * @param columns with {@link Field#text} naming the relation's columns
   * @param view that it reads, or {@link SqlCatalog#QUARANTINE}; null if it reads neither
   * @param states the view whose states it has beside its columns; null if it has none
   */
  record Table(String name, String sql, List<Field> columns, String view, ViewDefinition states) {
    Table(String name, String sql, List<Field> columns, String view) {
      this(name, sql, columns, view, null);
    }
  }

  /**
   * Finds a table.
   *
   * @throws dev.braid.error.BraidException if there is none
   */
  Table find(QualifiedName name, String catalog, String schema, Location at);
}
