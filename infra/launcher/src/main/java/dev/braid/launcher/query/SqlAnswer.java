package dev.braid.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** An answer as its rows come in. */
public final class SqlAnswer {
  private static final String REPORT = "FRESHNESS_JSON";
  private static final Set<String> NUMERIC =
      Set.of("tinyint", "smallint", "integer", "bigint", "decimal", "real", "double");

  /**
   * A column.
   *
   * @param type as Trino writes it
   */
  public record Column(String name, String type) {
    boolean isNumeric() {
      return NUMERIC.contains(type.replaceAll("\\(.*", ""));
    }
  }

  private final ResultSet rows;
  private final List<Column> columns = new ArrayList<>();
  private final SqlValues values;
  private boolean ended;

  SqlAnswer(ResultSet rows) throws SQLException {
    this.rows = rows;
    ResultSetMetaData metadata = rows.getMetaData();
    for (int i = 1; i <= metadata.getColumnCount(); i++) {
      columns.add(new Column(metadata.getColumnLabel(i), metadata.getColumnTypeName(i)));
    }
    this.values = new SqlValues(metadata);
  }

  public List<Column> columns() {
    return columns;
  }

  /** The next row, as {@link SqlValues} has it; null at the end. */
  public List<Object> next() throws SQLException {
    ended = !rows.next();
    return ended ? null : values.row(rows);
  }

  boolean hasEnded() {
    return ended;
  }

  /**
   * What the answer was made of: {@code generation}, and {@code views} as over REST. Known once the
   * last row has been read; an empty object for a statement that reads nothing.
   */
  public JsonNode report() throws SQLException, IOException {
    for (SQLWarning warning = rows.getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      if (REPORT.equals(warning.getSQLState())) {
        return CompiledProject.json().readTree(warning.getMessage());
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }
}
