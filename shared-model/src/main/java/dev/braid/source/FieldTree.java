package dev.braid.source;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of an event that columns want: a column itself, or an object with such fields. */
final class FieldTree {
  private static final int NO_COLUMN = -1;

  private final List<String> path;
  private final Map<String, FieldTree> fields = new HashMap<>();
  private final List<Integer> columns = new ArrayList<>();
  private int column = NO_COLUMN;

  private FieldTree(List<String> path) {
    this.path = path;
  }

  /** The whole event, an object. */
  static FieldTree of(List<Column> columns) {
    FieldTree event = new FieldTree(List.of());
    for (int i = 0; i < columns.size(); i++) {
      event.add(columns.get(i).fields(), i);
    }
    return event;
  }

  private void add(List<String> way, int position) {
    FieldTree field = this;
    for (int depth = 0; depth < way.size(); depth++) {
      List<String> soFar = way.subList(0, depth + 1);
      field = field.fields.computeIfAbsent(way.get(depth), name -> new FieldTree(soFar));
      field.columns.add(position);
      boolean last = depth == way.size() - 1;
      if (!field.isObject() || (last && field.columns.size() > 1)) {
        throw new IllegalArgumentException("two columns read " + field);
      }
    }
    field.column = position;
  }

  /** Null if no column wants it. */
  FieldTree find(String field) {
    return fields.get(field);
  }

  boolean isObject() {
    return column == NO_COLUMN;
  }

  /** The column that it is, if it is no object. */
  int column() {
    return column;
  }

  /** Sets every column inside to NULL. */
  void clear(Object[] row) {
    for (int position : columns) {
      row[position] = null;
    }
  }

  @Override
  public String toString() {
    return FieldPath.print(path);
  }
}
