package dev.braid.yaml;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.regex.Pattern;

/** YAML values as JSON: in their order, and numbers digit for digit as they are written. */
public final class YamlJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private YamlJson() {}

  public static byte[] of(YamlNode node) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      write(node, json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(YamlNode node, JsonGenerator json) throws IOException {
    if (node.isMapping()) {
      json.writeStartObject();
      for (Map.Entry<String, YamlNode> entry : node.anyMapping().values().entrySet()) {
        json.writeFieldName(entry.getKey());
        write(entry.getValue(), json);
      }
      json.writeEndObject();
    } else if (node.isList()) {
      json.writeStartArray();
      for (YamlNode item : node.list()) {
        write(item, json);
      }
      json.writeEndArray();
    } else if (node.isNull()) {
      json.writeNull();
    } else if (node.isTruth()) {
      json.writeBoolean(node.truth());
    } else if (node.isNumber()) {
      json.writeNumber(number(node));
    } else {
      json.writeString(node.text());
    }
  }

  private static String number(YamlNode node) {
    String text = node.scalarText();
    if (!NUMBER.matcher(text).matches()) {
      throw node.wrong("a number as JSON writes it, or text in quotes");
    }
    return text;
  }
}
