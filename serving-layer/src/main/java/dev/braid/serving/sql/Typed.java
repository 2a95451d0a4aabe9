package dev.braid.serving.sql;

/**
 * An expression in the engine's SQL, with the type it has in Trino's.
 *
 * @param text stands by itself in any expression
 * @param constant of a literal: String or Long; else null
 */
record Typed(String text, SqlType type, Object constant) {
  static Typed of(String text, SqlType type) {
    return new Typed(text, type, null);
  }

  Typed as(SqlType other) {
    return new Typed(text, other, constant);
  }

  boolean isNull() {
    return type.kind() == SqlType.Kind.UNKNOWN;
  }
}
