package dev.braid.batch.audit;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.braid.plan.KeyColumn;
import dev.braid.project.CompiledProject;
import dev.braid.type.JsonValues;
import dev.braid.type.ValueText;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Group keys as text. */
final class Groups {
  private Groups() {}

  /** Another for every key. */
  static String id(List<KeyColumn> columns, List<Object> key) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = CompiledProject.json().createGenerator(text)) {
      json.writeStartArray();
      for (int i = 0; i < key.size(); i++) {
        JsonValues.write(json, columns.get(i).type(), key.get(i));
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /** For people. */
  static String shown(List<KeyColumn> columns, List<Object> key) {
    return IntStream.range(0, key.size())
        .mapToObj(i -> ValueText.of(columns.get(i).type(), key.get(i)))
        .collect(Collectors.joining(", "));
  }
}
