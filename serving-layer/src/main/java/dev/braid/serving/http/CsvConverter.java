package dev.braid.serving.http;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * A result as CSV (RFC 4180): a line of names, then a line a row. NULL is an empty field, an empty
 * text a quoted one; arrays and maps are JSON. What JSON says beside the rows is in headers.
 */
@Component
final class CsvConverter extends ResultConverter {
  static final String CSV_VALUE = "text/csv";

  private static final ObjectWriter NESTED =
      CompiledProject.json().writer().without(SerializationFeature.INDENT_OUTPUT);

  CsvConverter() {
    super(MediaType.parseMediaType(CSV_VALUE));
  }

  @Override
  void writeBody(QueryController.Result result, Map<String, String> headers, OutputStream body)
      throws IOException {
    Writer out = new OutputStreamWriter(body, StandardCharsets.UTF_8);
    line(out, result.columns().stream().map(column -> (Object) column.name()).toList());
    for (List<Object> row : result.rows()) {
      line(out, row);
    }
    out.flush();
  }

  private static void line(Writer out, List<Object> values) throws IOException {
    for (int i = 0; i < values.size(); i++) {
      if (i > 0) {
        out.write(',');
      }
      if (values.get(i) != null) {
        out.write(field(values.get(i)));
      }
    }
    out.write("\r\n");
  }

  private static String field(Object value) {
    boolean nested = value instanceof List<?> || value instanceof Map<?, ?>;
    String text = nested ? json(value) : value.toString();
    boolean plain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  private static String json(Object value) {
    try {
      return NESTED.writeValueAsString(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
