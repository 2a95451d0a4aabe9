package dev.braid.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/** An answer, a row at a time. */
public interface StreamedAnswer {
  /**
   * A column.
   *
   * @param type as Trino writes it
   */
  record Column(String name, String type) {
    private static final Set<String> NUMERIC =
        Set.of("tinyint", "smallint", "integer", "bigint", "decimal", "real", "double");

    boolean isNumeric() {
      return NUMERIC.contains(type.replaceAll("\\(.*", ""));
    }
  }

  List<Column> columns();

  /** The next row, of values as JSON has them; null at the end. */
  List<Object> next() throws SQLException;

  /** Whether there were more rows than the serving layer gives at once. */
  boolean isTruncated();

  /**
   * What the answer was made of: {@code generation}, and {@code views} by name. Known once the last
   * row has been read; an empty object for a statement that reads nothing.
   */
  JsonNode report() throws SQLException, IOException;
}
