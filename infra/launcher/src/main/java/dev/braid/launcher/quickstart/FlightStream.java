package dev.braid.launcher.quickstart;

import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.kafka.EventSender;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Sends the flights as the schedule lets them go, in a thread of its own. */
final class FlightStream {
  private static final long NAP_NANOS = 2_000_000;

  private final Flights flights;
  private final EventSender sender;
  private final Schedule schedule;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicInteger handOffs = new AtomicInteger();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private volatile boolean cancelled;

  FlightStream(Flights flights, EventSender sender, Schedule schedule) {
    this.flights = flights;
    this.sender = sender;
    this.schedule = schedule;
  }

  void start() {
    Thread thread = new Thread(this::run, "flights");
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      long start = System.nanoTime();
      flights.forEachEvent(event -> send(event, start));
      sender.flush();
      failIfRefused();
      end.complete(null);
    } catch (InterruptedException | RuntimeException e) {
      end.completeExceptionally(e);
    }
  }

  private void send(byte[] event, long start) throws InterruptedException {
    long number = sent.get() + 1;
    while (schedule.allowed(Duration.ofNanos(System.nanoTime() - start), handOffs.get()) < number) {
      if (cancelled) {
        throw new InterruptedException("cancelled");
      }
      LockSupport.parkNanos(NAP_NANOS);
    }
    sender.send(number, event);
    sent.set(number);
    failIfRefused();
  }

  private void failIfRefused() {
    EventSender.Failure failure = sender.failure();
    if (failure != null) {
      throw LauncherErrors.notSent(
          "flights", failure.number(), sender.acknowledged(), failure.cause());
    }
  }

  /** The schedule waits for these. */
  void handOffsSeen(int count) {
    handOffs.set(count);
  }

  long sent() {
    return sent.get();
  }

  /** Whether every event is acknowledged; throws what went wrong. */
  boolean isDone() {
    return end.isDone() && end.join() == null;
  }

  void cancel() {
    cancelled = true;
  }
}
