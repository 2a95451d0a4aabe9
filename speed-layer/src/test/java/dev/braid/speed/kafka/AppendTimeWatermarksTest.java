package dev.braid.speed.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.speed.codec.RawEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class AppendTimeWatermarksTest {
  private static final long TICK_NANOS = 200_000_000;

  private final AtomicLong nanos = new AtomicLong();
  private final AppendTimeWatermarks watermarks = new AppendTimeWatermarks(clock());
  private final List<String> said = new ArrayList<>();

  private final WatermarkOutput output =
      new WatermarkOutput() {
        @Override
        public void emitWatermark(Watermark watermark) {
          said.add("up to " + watermark.getTimestamp());
        }

        @Override
        public void markIdle() {
          said.add("idle");
        }

        @Override
        public void markActive() {
          said.add("active");
        }
      };

  @Test
  void staysBelowTheNewestAppendTimeWhateverTheOrder() {
    event(1000);
    event(900);
    tick();
    assertThat(said).containsExactly("up to 999");
  }

  @Test
  void isIdleAfterASecondOfQuietAndActiveWithTheNextEvent() {
    event(1000);
    tick();
    for (int i = 0; i < 4; i++) {
      tick();
    }
    assertThat(said).containsExactly("up to 999");
    tick();
    assertThat(said).containsExactly("up to 999", "idle");
    event(2000);
    tick();
    assertThat(said).containsExactly("up to 999", "idle", "up to 1999");
  }

  @Test
  void isGivenTimeForItsFirstFetch() {
    for (int i = 0; i < 24; i++) {
      tick();
    }
    assertThat(said).isEmpty();
    tick();
    assertThat(said).containsExactly("idle");
  }

  private void event(long appendTime) {
    watermarks.onEvent(new RawEvent(0, 0, appendTime, null), appendTime, output);
  }

  private void tick() {
    nanos.addAndGet(TICK_NANOS);
    watermarks.onPeriodicEmit(output);
  }

  private RelativeClock clock() {
    return new RelativeClock() {
      @Override
      public long relativeTimeMillis() {
        return nanos.get() / 1_000_000;
      }

      @Override
      public long relativeTimeNanos() {
        return nanos.get();
      }
    };
  }
}
