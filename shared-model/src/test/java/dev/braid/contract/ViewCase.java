package dev.braid.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.braid.plan.ViewPlan;
import dev.braid.reference.ReferenceInterpreter;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.Temporals;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * A view with events for it. Whatever runs views must answer as the reference interpreter does;
 * {@link Answers#differences} compares.
 *
 * @param sql as written, for people
 * @param plan as the compiler made it of the SQL
 * @param events rows in the order of the source's columns, as the decoder gives them
 */
public record ViewCase(
    String name, String sql, Source source, ViewPlan plan, List<Object[]> events) {

  /** The right rows, by group key. */
  public Map<List<Object>, List<Object>> expected() {
    return new ReferenceInterpreter(plan).rows(events);
  }

  /** An event as a producer would send it: decoding it gives the row again. */
  public byte[] json(Object[] event) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      json.writeStartObject();
      for (int i = 0; i < event.length; i++) {
        Column column = source.columns().get(i);
        if (event[i] != null) {
          json.writeFieldName(column.name());
          write(json, column, event[i]);
        }
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator json, Column column, Object value) throws IOException {
    switch (column.type().kind()) {
      case BOOLEAN -> json.writeBoolean((Boolean) value);
      case INTEGER -> json.writeNumber((Integer) value);
      case BIGINT -> json.writeNumber((Long) value);
      case DOUBLE -> json.writeNumber((Double) value);
      case DECIMAL -> json.writeString(((BigDecimal) value).toPlainString());
      case VARCHAR -> json.writeString((String) value);
      case DATE -> json.writeString(Temporals.date((Integer) value));
      case TIMESTAMP -> json.writeString(Temporals.timestamp((Long) value));
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
