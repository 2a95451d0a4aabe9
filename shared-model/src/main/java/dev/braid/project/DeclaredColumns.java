package dev.braid.project;

import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.source.Column;
import dev.braid.source.FieldPath;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The columns of a source as they are declared: each name once, each field of an event once. */
final class DeclaredColumns {
  private final Set<String> names = new HashSet<>();
  private final List<Column> columns = new ArrayList<>();

  List<Column> columns() {
    return columns;
  }

  void claim(Place place, String name) {
    if (!names.add(name)) {
      throw ProjectErrors.duplicateColumn(place, name);
    }
  }

  /** Adds a column whose name is claimed, by itself or as the field of a ROW. */
  void add(Place place, Column column) {
    for (Column other : columns) {
      check(place, column, other);
    }
    columns.add(column);
  }

  private static void check(Place place, Column column, Column other) {
    List<String> one = column.fields();
    List<String> two = other.fields();
    if (one.equals(two)) {
      throw ProjectErrors.pathTwice(place, FieldPath.print(one), other.name());
    }
    if (startsWith(one, two)) {
      throw ProjectErrors.pathInside(
          place, FieldPath.print(one), FieldPath.print(two), other.name(), other.type());
    }
    if (startsWith(two, one)) {
      throw ProjectErrors.pathInside(
          place, FieldPath.print(two), FieldPath.print(one), column.name(), column.type());
    }
  }

  private static boolean startsWith(List<String> path, List<String> start) {
    return path.size() > start.size() && path.subList(0, start.size()).equals(start);
  }
}
