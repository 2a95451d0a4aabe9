package dev.braid.launcher.quickstart;

import dev.braid.launcher.serving.Position;

/** Counts the moves of one view from one batch version to the next, as a reader sees them. */
final class HandOffs {
  private long version = -1;
  private int count;

  /** Looks at a view's position. Returns whether it has moved since the last look. */
  boolean see(Position position) {
    boolean moved = position.batchVersion() > version;
    if (moved) {
      version = position.batchVersion();
      count++;
    }
    return moved;
  }

  int count() {
    return count;
  }
}
