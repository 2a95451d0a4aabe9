package dev.braid.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The way to a value in an event as a user writes it: {@code customer.address."zip.code"}, with a
 * field's name in double quotes where it holds points, blanks or quotes.
 */
public final class FieldPath {
  private static final Pattern FIELD = Pattern.compile("\"((?:[^\"]|\"\")+)\"|([^\".\\s]+)");
  private static final Pattern PLAIN = Pattern.compile("[^\".\\s]+");

  private FieldPath() {}

  /** The fields' names; empty if the text is no path. */
  public static Optional<List<String>> parse(String text) {
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(text);
    int at = 0;
    do {
      if (!field.region(at, text.length()).lookingAt()) {
        return Optional.empty();
      }
      String quoted = field.group(1);
      fields.add(quoted == null ? field.group(2) : quoted.replace("\"\"", "\""));
      at = field.end() + 1;
    } while (at <= text.length() && text.charAt(at - 1) == '.');
    return at > text.length() ? Optional.of(List.copyOf(fields)) : Optional.empty();
  }

  /** What {@link #parse} reads back. */
  public static String print(List<String> fields) {
    return fields.stream()
        .map(
            field ->
                PLAIN.matcher(field).matches() ? field : '"' + field.replace("\"", "\"\"") + '"')
        .collect(Collectors.joining("."));
  }
}
