package dev.braid.serving.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.project.CompiledProject;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an answer says beside its rows, for formats that have no place for it: {@code
 * Braid-Generation}, {@code Braid-Truncated} and {@code Braid-Views}, which holds the same JSON as
 * {@code views} does, in ASCII.
 */
final class ResultHeaders {
  private static final ObjectWriter ASCII =
      CompiledProject.json()
          .writer()
          .without(SerializationFeature.INDENT_OUTPUT)
          .with(JsonWriteFeature.ESCAPE_NON_ASCII);

  private ResultHeaders() {}

  static Map<String, String> of(QueryController.Result result) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Braid-Generation", Long.toString(result.generation()));
    headers.put("Braid-Truncated", Boolean.toString(result.truncated()));
    try {
      headers.put("Braid-Views", ASCII.writeValueAsString(result.views()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return headers;
  }
}
