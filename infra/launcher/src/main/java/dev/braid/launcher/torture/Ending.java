package dev.braid.launcher.torture;

import java.time.Duration;

/** How the threads of a run end: waited for, but not for ever, and not when this one is told to. */
final class Ending {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Ending() {}

  static void of(Thread thread) {
    of(thread, PATIENCE);
  }

  static void of(Thread thread, Duration patience) {
    try {
      thread.join(patience.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
