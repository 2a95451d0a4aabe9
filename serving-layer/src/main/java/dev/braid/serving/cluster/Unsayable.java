package dev.braid.serving.cluster;

/** Part of a view that Trino's SQL cannot compute as the view means it. */
final class Unsayable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String remedy;

  /**
   * @param what the part, and why
   * @param remedy what its author can do
   */
  Unsayable(String what, String remedy) {
    super(what, null, false, false);
    this.remedy = remedy;
  }

  String remedy() {
    return remedy;
  }
}
