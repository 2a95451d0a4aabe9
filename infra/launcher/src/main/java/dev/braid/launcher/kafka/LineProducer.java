package dev.braid.launcher.kafka;

import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.text.Progress;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Sends a file's lines at a pace, and says how far it is. */
public final class LineProducer {
  private static final long REPORT_EVERY_NANOS = 200_000_000;

  private final JsonLines lines;
  private final String name;
  private final EventSender sender;
  private final Pace pace;

  public LineProducer(JsonLines lines, String name, EventSender sender, Pace pace) {
    this.lines = lines;
    this.name = name;
    this.sender = sender;
    this.pace = pace;
  }

  /**
   * Returns when every line is acknowledged.
   *
   * @param size of the input in bytes; negative if unknown
   */
  public Progress run(long size, Consumer<Progress> report)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    long reported = start;
    long events = 0;
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      events++;
      Duration wait = pace.untilAllowed(events, Duration.ofNanos(System.nanoTime() - start));
      if (!wait.isZero()) {
        Thread.sleep(wait.toMillis(), wait.toNanosPart() % 1_000_000);
      }
      sender.send(lines.number(), line);
      failIfRefused();
      long now = System.nanoTime();
      if (now - reported >= REPORT_EVERY_NANOS) {
        reported = now;
        report.accept(progress(size, events, now - start));
      }
    }
    sender.flush();
    failIfRefused();
    return progress(size, events, System.nanoTime() - start);
  }

  private Progress progress(long size, long events, long nanos) {
    return new Progress(lines.bytesTaken(), size, events, Duration.ofNanos(nanos));
  }

  private void failIfRefused() {
    if (sender.failure() != null) {
      sender.flush();
      EventSender.Failure first = sender.failure();
      throw LauncherErrors.notSent(name, first.number(), sender.acknowledged(), first.cause());
    }
  }
}
