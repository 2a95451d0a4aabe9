package dev.braid.serving.oracle;

import java.util.Set;
import java.util.TreeSet;

/** What translations have come across: bridged differences, and what they have translated. */
record Met(Set<Difference> bridged, Set<String> translated) {
  Met() {
    this(new TreeSet<>(), new TreeSet<>());
  }

  /** The SQL that bridges a difference. */
  String bridge(Difference difference, String sql) {
    bridged.add(difference);
    return sql;
  }

  /** NULL instead of an error. */
  String attempt(String sql) {
    return bridge(Difference.ERRORS, "TRY(" + sql + ")");
  }

  void addAll(Met other) {
    bridged.addAll(other.bridged);
    translated.addAll(other.translated);
  }

  boolean hasTranslated(Set<String> names) {
    return names.stream().anyMatch(translated::contains);
  }

  void translated(String name) {
    translated.add(name);
  }
}
