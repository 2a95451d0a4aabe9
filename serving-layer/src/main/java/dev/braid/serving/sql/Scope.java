package dev.braid.serving.sql;

import java.util.List;
import java.util.Optional;

/**
 * The columns in sight, and behind them those of the queries around.
 *
 * @param outer null at the outermost
 * @param arguments whether these are a lambda's arguments, not columns
 */
record Scope(List<Field> fields, Scope outer, boolean arguments) {
  static Scope of(List<Field> fields, Scope outer) {
    return new Scope(List.copyOf(fields), outer, false);
  }

  static Scope none(Scope outer) {
    return of(List.of(), outer);
  }

  /** A field, and the scope that has it. */
  record Found(Field field, Scope scope) {}

  /**
   * Finds a column by its name, in any case.
   *
   * @param relation null if the name is not qualified
   * @return the columns of the nearest scope that has any
   */
  List<Found> find(String relation, String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Scope here = scope;
      List<Found> found =
          scope.fields.stream()
              .filter(field -> name.equalsIgnoreCase(field.name()))
              .filter(field -> relation == null || relation.equalsIgnoreCase(field.relation()))
              .map(field -> new Found(field, here))
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }

  /** Whether a relation of this name is in sight. */
  Optional<Scope> withRelation(String relation) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      if (scope.fields.stream().anyMatch(field -> relation.equalsIgnoreCase(field.relation()))) {
        return Optional.of(scope);
      }
    }
    return Optional.empty();
  }

  /** Names of the columns in sight that {@code *} shows. */
  List<String> names() {
    return fields.stream()
        .filter(field -> field.name() != null && !field.hidden())
        .map(Field::name)
        .toList();
  }
}
