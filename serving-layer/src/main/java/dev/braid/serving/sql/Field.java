package dev.braid.serving.sql;

/**
 * A column that an expression may name.
 *
 * @param relation the table's name or alias; null without one
 * @param name null if it has none
 * @param text names it in the engine's SQL
 * @param hidden left out of {@code *}
 */
record Field(String relation, String name, SqlType type, String text, boolean hidden) {
  Field in(String alias) {
    return new Field(alias, name, type, text, hidden);
  }

  Field called(String other) {
    return new Field(relation, other, type, text, false);
  }
}
