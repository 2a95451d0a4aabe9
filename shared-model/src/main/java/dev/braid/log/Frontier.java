package dev.braid.log;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;

/**
 * Where a batch view stops: it covers exactly the epochs that start before this instant.
 *
 * @param epochMillis an epoch's start, or {@link #NONE}'s value, which covers nothing
 */
public record Frontier(long epochMillis) implements Comparable<Frontier> {
  /** The frontier of a view that no batch run has computed yet. */
  public static final Frontier NONE = new Frontier(Long.MIN_VALUE);

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Frontier parse(String text) {
    return text.equals("none") ? NONE : new Frontier(Instant.parse(text).toEpochMilli());
  }

  /** Whether an event of this epoch is the batch view's, not the speed view's. */
  public boolean covers(long epoch) {
    return epoch < epochMillis;
  }

  public boolean isAfter(Frontier other) {
    return compareTo(other) > 0;
  }

  @Override
  public int compareTo(Frontier other) {
    return Long.compare(epochMillis, other.epochMillis);
  }

  /** ISO-8601 in UTC, or {@code none}. */
  @Override
  @JsonValue
  public String toString() {
    return equals(NONE) ? "none" : Instant.ofEpochMilli(epochMillis).toString();
  }
}
