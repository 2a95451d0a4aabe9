package dev.braid.speed.kafka;

import dev.braid.speed.codec.RawEvent;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;

/**
 * One partition's watermark: all below its newest append time has been read. A partition that has
 * been quiet for a second is idle and holds up no other; one that has brought nothing since the
 * start is given more time, as its first fetch may be slow.
 */
public final class AppendTimeWatermarks implements WatermarkGenerator<RawEvent> {
  private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long FIRST_FETCH_NANOS = Duration.ofSeconds(5).toNanos();

  private final RelativeClock clock;
  private long newest = Long.MIN_VALUE;
  private boolean active;
  private long lastActiveNanos;

  public AppendTimeWatermarks(RelativeClock clock) {
    this.clock = clock;
    this.lastActiveNanos = clock.relativeTimeNanos();
  }

  @Override
  public void onEvent(RawEvent event, long appendTime, WatermarkOutput output) {
    newest = Math.max(newest, appendTime);
    active = true;
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (active) {
      active = false;
      lastActiveNanos = clock.relativeTimeNanos();
      output.emitWatermark(new Watermark(newest - 1));
      return;
    }
    long patience = newest == Long.MIN_VALUE ? FIRST_FETCH_NANOS : QUIET_NANOS;
    if (clock.relativeTimeNanos() - lastActiveNanos >= patience) {
      output.markIdle();
    }
  }
}
