package dev.braid.launcher.serving;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.launcher.text.Csv;
import dev.braid.launcher.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The serving layer's answer to a query. */
public final class Answer {
  private static final Set<String> NUMERIC =
      Set.of("tinyint", "smallint", "integer", "bigint", "decimal", "real", "double");

  private final JsonNode json;

  Answer(JsonNode json) {
    this.json = json;
  }

  /** As the serving layer sent it. */
  public JsonNode json() {
    return json;
  }

  public List<String> columns() {
    List<String> names = new ArrayList<>();
    json.path("columns").forEach(column -> names.add(column.path("name").asText()));
    return names;
  }

  public JsonNode rows() {
    return json.path("rows");
  }

  /** Whether there were more rows than serving gives at once. */
  public boolean isTruncated() {
    return json.path("truncated").asBoolean(false);
  }

  /** One for each view that the query read. */
  public List<Position> positions() {
    List<Position> positions = new ArrayList<>();
    json.path("views")
        .properties()
        .forEach(view -> positions.add(Position.of(view.getKey(), view.getValue())));
    return positions;
  }

  public List<String> table() {
    List<Integer> numbers = new ArrayList<>();
    int position = 0;
    for (JsonNode column : json.path("columns")) {
      String type = column.path("type").asText();
      if (NUMERIC.contains(type.replaceAll("\\(.*", ""))) {
        numbers.add(position);
      }
      position++;
    }
    TextTable table = new TextTable(columns(), numbers);
    rows().forEach(row -> table.row(cells(row, "NULL")));
    List<String> lines = new ArrayList<>(table.lines());
    lines.add("");
    lines.add(
        (rows().size() == 1 ? "1 row" : rows().size() + " rows")
            + (isTruncated() ? ", and more than serving gives at once; use LIMIT or WHERE" : ""));
    positions().forEach(view -> lines.add(view.line()));
    return lines;
  }

  public List<String> csv() {
    List<String> lines = new ArrayList<>();
    lines.add(Csv.line(columns()));
    rows().forEach(row -> lines.add(Csv.line(cells(row, null))));
    return lines;
  }

  private static List<String> cells(JsonNode row, String nullText) {
    List<String> cells = new ArrayList<>();
    row.forEach(value -> cells.add(value.isNull() ? nullText : text(value)));
    return cells;
  }

  /** A number with a point is a DOUBLE: a DECIMAL comes as a string, which keeps its digits. */
  private static String text(JsonNode value) {
    if (value.isBigDecimal()) {
      return Double.toString(value.doubleValue());
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }
}
