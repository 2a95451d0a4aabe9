package dev.braid.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Objects;

/**
 * A declared column of a source. A field of a ROW is a column too, named {@code row.field}.
 *
 * @param notNull whether an event without it goes to quarantine
 * @param path the fields that lead to its value, the outermost first; null if it is the event's
 *     field of the column's name
 */
public record Column(
    String name,
    DataType type,
    @JsonProperty("not_null") boolean notNull,
    @JsonInclude(JsonInclude.Include.NON_NULL) List<String> path) {
  @JsonCreator
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
    path = path == null || path.equals(List.of(name)) ? null : List.copyOf(path);
  }

  /** A column that is the event's field of its name. */
  public Column(String name, DataType type, boolean notNull) {
    this(name, type, notNull, null);
  }

  /** The fields that lead to its value; at least one. */
  public List<String> fields() {
    return path == null ? List.of(name) : path;
  }
}
