package dev.braid.serving.sql;

/** Whoever asks, as to what they may read. */
public interface Reader {
  /** Whoever may read all. */
  Reader OF_ALL =
      new Reader() {
        @Override
        public boolean mayRead(String view) {
          return true;
        }

        @Override
        public void reads(String view) {}
      };

  /**
   * Whether they may read a view, or {@link SqlCatalog#QUARANTINE}; else it is not shown either.
   */
  boolean mayRead(String view);

  /**
   * A statement of theirs reads this view, or the quarantine.
   *
   * @throws dev.braid.error.BraidException {@code VIEW_FORBIDDEN} if they may not
   */
  void reads(String view);
}
