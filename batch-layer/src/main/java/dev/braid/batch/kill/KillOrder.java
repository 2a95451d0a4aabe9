package dev.braid.batch.kill;

import dev.braid.batch.error.BatchErrors;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which kill point a process shall stop at, and at which time it comes there. */
final class KillOrder {
  private static final Pattern FORM = Pattern.compile("([a-z-]+):([1-9]\\d{0,8})");

  private final KillPoint point;
  private final int occurrence;
  private final AtomicInteger seen = new AtomicInteger();

  private KillOrder(KillPoint point, int occurrence) {
    this.point = point;
    this.occurrence = occurrence;
  }

  /**
   * Reads {@code <point>:<occurrence>}, counted from 1.
   *
   * @param text null to stop nowhere
   */
  static KillOrder of(String text) {
    if (text == null) {
      return new KillOrder(null, 0);
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw BatchErrors.badKillPoint(text);
    }
    return Arrays.stream(KillPoint.values())
        .filter(point -> point.text().equals(matcher.group(1)))
        .findFirst()
        .map(point -> new KillOrder(point, Integer.parseInt(matcher.group(2))))
        .orElseThrow(() -> BatchErrors.badKillPoint(text));
  }

  /** To be asked each time that a point is reached. */
  boolean isDueAt(KillPoint reached) {
    return reached == point && seen.incrementAndGet() == occurrence;
  }

  static void waitForTheKill() {
    while (true) {
      LockSupport.park();
    }
  }

  @Override
  public String toString() {
    return point == null ? "none" : point.text() + ":" + occurrence;
  }
}
