package dev.braid.type;

/**
 * What computations carry a type's values in: those of fixed width as primitives, so that no event
 * costs an object.
 */
public enum Carrier {
  /** SMALLINT, INTEGER, BIGINT, DATE (days) and both TIMESTAMPs (microseconds). */
  LONG,

  /** REAL, always a value that a float has, and DOUBLE. */
  DOUBLE,

  BOOLEAN,

  /** Everything else, in its type's Java form. */
  OBJECT
}
