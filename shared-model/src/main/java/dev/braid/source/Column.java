package dev.braid.source;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.type.DataType;
import java.util.Objects;

/**
 * A declared column of a source.
 *
 * @param notNull whether an event without it goes to quarantine
 */
public record Column(String name, DataType type, @JsonProperty("not_null") boolean notNull) {
  public Column {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(type, "type");
  }
}
