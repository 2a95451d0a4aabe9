package dev.braid.launcher.query;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.launcher.serving.Answer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** An answer that came as a whole. */
final class RestAnswer implements StreamedAnswer {
  private final Answer answer;
  private final List<Column> columns = new ArrayList<>();
  private final Iterator<JsonNode> rows;

  RestAnswer(Answer answer) {
    this.answer = answer;
    for (JsonNode column : answer.json().path("columns")) {
      columns.add(new Column(column.path("name").asText(), column.path("type").asText()));
    }
    this.rows = answer.rows().iterator();
  }

  @Override
  public List<Column> columns() {
    return columns;
  }

  @Override
  public List<Object> next() {
    if (!rows.hasNext()) {
      return null;
    }
    List<Object> row = new ArrayList<>();
    rows.next().forEach(value -> row.add(value(value)));
    return row;
  }

  /** A number with a point is a DOUBLE: a DECIMAL comes as a string, which keeps its digits. */
  private static Object value(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isBigDecimal()) {
      return value.doubleValue();
    }
    if (value.isNumber()) {
      return value.numberValue();
    }
    return value.isValueNode() ? value.asText() : value;
  }

  @Override
  public boolean isTruncated() {
    return answer.isTruncated();
  }

  @Override
  public JsonNode report() {
    return ((ObjectNode) answer.json()).deepCopy().retain("generation", "views");
  }
}
