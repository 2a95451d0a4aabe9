package dev.braid.launcher.text;

import java.util.List;
import java.util.stream.Collectors;

/** RFC 4180, but with bare line feeds. NULL is an empty field, an empty string is {@code ""}. */
public final class Csv {
  private Csv() {}

  public static String line(List<String> fields) {
    return fields.stream().map(Csv::field).collect(Collectors.joining(","));
  }

  private static String field(String value) {
    if (value == null) {
      return "";
    }
    boolean quote =
        value.isEmpty()
            || value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
            || value.startsWith(" ")
            || value.endsWith(" ");
    return quote ? '"' + value.replace("\"", "\"\"") + '"' : value;
  }
}
