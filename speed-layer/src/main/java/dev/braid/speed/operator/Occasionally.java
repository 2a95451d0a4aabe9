package dev.braid.speed.operator;

import java.io.Serializable;

/** Keeps a log readable: lets one message pass a minute. */
final class Occasionally implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final long PAUSE_MILLIS = 60_000;

  private boolean passed;
  private long lastMillis;

  boolean passes(long nowMillis) {
    if (passed && nowMillis - lastMillis < PAUSE_MILLIS) {
      return false;
    }
    passed = true;
    lastMillis = nowMillis;
    return true;
  }
}
