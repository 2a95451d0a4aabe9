package dev.braid.project;

import dev.braid.error.ModelErrors;
import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.type.DataType;
import dev.braid.type.Identifiers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code ROW(city VARCHAR, zip VARCHAR NOT NULL, geo ROW(lat DOUBLE, lon DOUBLE))}: a nested
 * object, read as the values that it holds, whatever their depth.
 */
final class RowType {
  private static final Pattern ROW =
      Pattern.compile("ROW\\s*\\((.*)\\)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern START =
      Pattern.compile("ROW\\s*(\\(.*)?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
  private static final Pattern FIELD = Pattern.compile("(\\S+)\\s+(.+)", Pattern.DOTALL);
  private static final Pattern NOT_NULL =
      Pattern.compile("(.+?)\\s+NOT\\s+NULL", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  /**
   * A value inside.
   *
   * @param path from the row to it, at least one field
   */
  record Field(List<String> path, DataType type, boolean notNull) {}

  private final Place place;
  private final List<Field> fields = new ArrayList<>();

  private RowType(Place place) {
    this.place = place;
  }

  /** Whether the text is meant to be a ROW, well-formed or not. */
  static boolean isMeant(String text) {
    return START.matcher(text.strip()).matches();
  }

  /**
   * The values inside, in their order.
   *
   * @param place for errors
   */
  static List<Field> fields(Place place, String text) {
    RowType row = new RowType(place);
    row.read(List.of(), text.strip());
    return row.fields;
  }

  private void read(List<String> path, String text) {
    Matcher row = ROW.matcher(text);
    if (!row.matches() || row.group(1).isBlank()) {
      throw ProjectErrors.badRow(place, text);
    }
    for (String field : split(text, row.group(1))) {
      readField(path, text, field.strip());
    }
  }

  /** At the commas that are in no brackets. */
  private List<String> split(String row, String content) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < content.length(); i++) {
      switch (content.charAt(i)) {
        case '(' -> depth++;
        case ')' -> depth--;
        case ',' -> {
          if (depth == 0) {
            parts.add(content.substring(start, i));
            start = i + 1;
          }
        }
        default -> {}
      }
      if (depth < 0) {
        throw ProjectErrors.badRow(place, row);
      }
    }
    if (depth != 0) {
      throw ProjectErrors.badRow(place, row);
    }
    parts.add(content.substring(start));
    return parts;
  }

  private void readField(List<String> path, String row, String text) {
    Matcher field = FIELD.matcher(text);
    if (!field.matches()) {
      throw ProjectErrors.badRow(place, row);
    }
    String name = field.group(1);
    if (!Identifiers.isValid(name)) {
      throw ProjectErrors.oddField(place, name);
    }
    List<String> way = new ArrayList<>(path);
    way.add(name);
    Matcher notNull = NOT_NULL.matcher(field.group(2));
    boolean wanted = notNull.matches();
    String type = wanted ? notNull.group(1) : field.group(2);
    if (!isMeant(type)) {
      fields.add(
          new Field(
              List.copyOf(way),
              DataType.parse(type)
                  .filter(DataType::isComparable)
                  .orElseThrow(() -> ModelErrors.unknownType(place, type)),
              wanted));
    } else if (wanted) {
      throw ProjectErrors.rowNotNull(place, String.join(".", way));
    } else {
      read(way, type);
    }
  }
}
