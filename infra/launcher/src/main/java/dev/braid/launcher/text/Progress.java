package dev.braid.launcher.text;

import java.time.Duration;
import java.util.Locale;

/**
 * How far a job is, as one line.
 *
 * @param done units done
 * @param total units in all; negative if nobody knows
 * @param events sent so far
 */
public record Progress(long done, long total, long events, Duration elapsed) {
  private static final int WIDTH = 30;

  public String line() {
    StringBuilder line = new StringBuilder();
    if (total > 0) {
      double share = Math.min(1.0, (double) done / total);
      int full = (int) (share * WIDTH);
      line.append('[').append("#".repeat(full)).append(".".repeat(WIDTH - full)).append("] ");
      line.append(String.format(Locale.ROOT, "%3d %%  ", (int) (share * 100)));
    }
    line.append(String.format(Locale.ROOT, "%,d events", events));
    line.append(String.format(Locale.ROOT, "  %,d/s", Math.round(perSecond())));
    if (total > 0 && done > 0 && done < total) {
      Duration left = elapsed.multipliedBy(total - done).dividedBy(done);
      Duration shown = Duration.ofSeconds(left.toSeconds());
      line.append(shown.isZero() ? "" : "  " + Durations.brief(shown) + " left");
    }
    return line.toString();
  }

  public double perSecond() {
    double seconds = elapsed.toNanos() / 1e9;
    return seconds <= 0 ? 0 : events / seconds;
  }
}
