package dev.braid.serving.live;

/** Spans of time as people read them: {@code 40 s}, {@code 90 min}, {@code 27 h}, {@code 3 d}. */
public final class Spans {
  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Spans() {}

  public static String of(long millis) {
    long seconds = millis / 1000;
    if (seconds < 2 * MINUTE) {
      return seconds + " s";
    }
    if (seconds < 2 * HOUR) {
      return seconds / MINUTE + " min";
    }
    return seconds < 3 * DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
  }
}
