package dev.braid.launcher.kafka;

import dev.braid.launcher.LauncherErrors;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An even rate.
 *
 * @param perSecond events a second; infinite for no limit
 */
public record Pace(double perSecond) {
  public static final Pace UNLIMITED = new Pace(Double.POSITIVE_INFINITY);

  private static final Pattern RATE = Pattern.compile("(\\d{1,9})(?:/s)?");

  /** Reads {@code 500} or {@code 500/s}. */
  public static Pace parse(String text) {
    Matcher rate = RATE.matcher(text.strip());
    if (!rate.matches() || Long.parseLong(rate.group(1)) == 0) {
      throw LauncherErrors.badRate(text);
    }
    return new Pace(Long.parseLong(rate.group(1)));
  }

  /** How long to wait until the given event, counted from 1, may go. */
  public Duration untilAllowed(long event, Duration elapsed) {
    if (Double.isInfinite(perSecond)) {
      return Duration.ZERO;
    }
    Duration due = Duration.ofNanos((long) Math.ceil(event / perSecond * 1e9));
    return due.compareTo(elapsed) > 0 ? due.minus(elapsed) : Duration.ZERO;
  }
}
