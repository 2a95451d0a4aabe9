package dev.braid.batch.audit;

/**
 * A value of a group that is another in the view than computed again.
 *
 * @param group the key's identity
 * @param shownGroup the key for people
 * @param column null if it is the group as a whole
 * @param inView null without such a group there
 * @param recomputed null without such a group in raw
 */
record Difference(
    Kind kind, String group, String shownGroup, String column, String inView, String recomputed) {

  /** What is wrong with the group. */
  enum Kind {
    MISSING,
    UNEXPECTED,
    REPEATED,
    EVENTS,
    VALUE
  }
}
