package dev.braid.serving.query;

import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.LookUps;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets in as many queries as may run at a time; the others wait. Look-ups have room that no other
 * query gets: long queries hold up each other, not them.
 */
final class Admission {
  private final QueryLimits limits;
  private final Semaphore all;
  private final Semaphore lookUps;
  private final AtomicInteger waiting = new AtomicInteger();

  /** A query's place, to be left once. */
  @FunctionalInterface
  interface Place {
    void leave();
  }

  Admission(QueryLimits limits) {
    this.limits = limits;
    this.all = new Semaphore(limits.running(), true);
    this.lookUps = new Semaphore(limits.lookUps(), true);
  }

  /**
   * Waits for a place.
   *
   * @throws dev.braid.error.BraidException if too many wait, or it took too long
   */
  Place enter(String sql, QuerySession session) {
    if (all.tryAcquire()) {
      return all::release;
    }
    Semaphore room = limits.lookUps() > 0 && LookUps.isOne(sql, session) ? lookUps : all;
    if (!room.tryAcquire()) {
      await(room);
    }
    return room::release;
  }

  private void await(Semaphore room) {
    try {
      if (waiting.incrementAndGet() > limits.queued()) {
        throw ServingErrors.queueFull(limits.running(), limits.queued());
      }
      if (!room.tryAcquire(limits.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
        throw ServingErrors.busy(limits.running());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw ServingErrors.busy(limits.running());
    } finally {
      waiting.decrementAndGet();
    }
  }
}
