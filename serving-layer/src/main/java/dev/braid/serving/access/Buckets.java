package dev.braid.serving.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/** A bucket of tokens for each of many keys, of which the one unused for longest is forgotten. */
final class Buckets {
  private static final int MOST_KEYS = 10_000;

  private final Bandwidth bandwidth;
  private final TimeMeter time;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEYS;
        }
      };

  Buckets(Bandwidth bandwidth, Clock clock) {
    this.bandwidth = bandwidth;
    this.time = new Time(clock);
  }

  synchronized Bucket of(String key) {
    return buckets.computeIfAbsent(
        key, unused -> Bucket.builder().addLimit(bandwidth).withCustomTimePrecision(time).build());
  }

  /** The clock as the buckets read it. */
  private record Time(Clock clock) implements TimeMeter {
    private static final long NANOS = 1_000_000;

    @Override
    public long currentTimeNanos() {
      return clock.millis() * NANOS;
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
