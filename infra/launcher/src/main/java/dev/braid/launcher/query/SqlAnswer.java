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

/** An answer as the driver fetches it. */
final class SqlAnswer implements StreamedAnswer {
  private static final String REPORT = "FRESHNESS_JSON";

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

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public List<Object> next() throws SQLException {
    ended = !rows.next();
    return ended ? null : values.row(rows);
  }

  boolean hasEnded() {
    return ended;
  }

  @Override
  public boolean isTruncated() {
    return false;
  }

  /** The serving layer tells it as JSON in a warning. */
  @Override
  public JsonNode report() throws SQLException, IOException {
    for (SQLWarning warning = rows.getStatement().getWarnings();
        warning != null;
        warning = warning.getNextWarning()) {
      if (REPORT.equals(warning.getSQLState())) {
        return CompiledProject.json().readTree(warning.getMessage());
      }
    }
    return JsonNodeFactory.instance.objectNode();
  }
}
