package dev.braid.type;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The clock on the wall in the zone of a TIMESTAMP WITH TIME ZONE; UTC's for every other type. What
 * it reads is a local time, written as the microseconds since 1970 that it would be in UTC.
 */
public final class WallClock {
  /** A zone's changes are laid out up to here; for what comes after, its rules are asked. */
  private static final long LAID_OUT =
      Instant.parse("2100-01-01T00:00:00Z").getEpochSecond() * Temporals.MICROS_PER_SECOND;

  private static final WallClock UTC = new WallClock(ZoneOffset.UTC);

  private final ZoneRules rules;
  private final boolean fixed;

  /** When the clock is set, in microseconds, ascending. */
  private final long[] changes;

  /** Seconds ahead of UTC: before the first change, and from each change on. */
  private final int[] offsets;

  private WallClock(ZoneId zone) {
    this.rules = zone.getRules();
    this.fixed = rules.isFixedOffset();
    List<ZoneOffsetTransition> transitions = transitions(rules);
    this.changes =
        transitions.stream()
            .mapToLong(change -> change.toEpochSecond() * Temporals.MICROS_PER_SECOND)
            .toArray();
    this.offsets =
        IntStream.concat(
                IntStream.of(rules.getOffset(Instant.MIN).getTotalSeconds()),
                transitions.stream().mapToInt(change -> change.getOffsetAfter().getTotalSeconds()))
            .toArray();
  }

  private static List<ZoneOffsetTransition> transitions(ZoneRules rules) {
    Instant end = instant(LAID_OUT);
    return Stream.iterate(
            rules.nextTransition(Instant.MIN),
            change -> change != null && change.getInstant().isBefore(end),
            change -> rules.nextTransition(change.getInstant()))
        .toList();
  }

  public static WallClock of(DataType type) {
    boolean utc = type.zone() == null || type.zone().equals(DataType.UTC);
    return utc ? UTC : new WallClock(ZoneId.of(type.zone()));
  }

  /** What the clock of a temporal type reads at its values; at a DATE, midnight. */
  public static LongUnaryOperator reading(DataType type) {
    if (type.equals(DataType.DATE)) {
      return day -> day * Temporals.MICROS_PER_DAY;
    }
    WallClock clock = of(type);
    return clock.fixed && clock.offsets[0] == 0 ? LongUnaryOperator.identity() : clock::local;
  }

  /** The local time at an instant. */
  public long local(long micros) {
    return micros + offset(micros);
  }

  /** Seconds that the clock is ahead of UTC at an instant. */
  public int offsetSeconds(long micros) {
    if (fixed) {
      return offsets[0];
    }
    if (micros >= LAID_OUT) {
      return rules.getOffset(instant(micros)).getTotalSeconds();
    }
    int index = Arrays.binarySearch(changes, micros);
    return offsets[index < 0 ? -index - 1 : index + 1];
  }

  private long offset(long micros) {
    return offsetSeconds(micros) * Temporals.MICROS_PER_SECOND;
  }

  /**
   * The instant at which the clock reads so. Of two, the one with the offset that it has at {@code
   * near}, else the earlier; in a gap, as far after it as the reading is into it.
   */
  public long instant(long local, long near) {
    long offset = offset(near);
    long kept = local - offset;
    return offset(kept) == offset ? kept : instantOf(local);
  }

  /** As {@link #instant(long, long)}; of two, the earlier. */
  public long instantOf(long local) {
    int seconds = rules.getOffset(Temporals.dateTimeOf(local)).getTotalSeconds();
    return local - seconds * Temporals.MICROS_PER_SECOND;
  }

  private static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, Temporals.MICROS_PER_SECOND),
        Math.floorMod(micros, Temporals.MICROS_PER_SECOND) * 1000);
  }
}
