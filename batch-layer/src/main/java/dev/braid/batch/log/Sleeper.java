package dev.braid.batch.log;

import java.time.Duration;

/** Lets time pass between two looks at the log. */
@FunctionalInterface
public interface Sleeper {
  void sleep(Duration time) throws InterruptedException;

  /** Sleeps on the wall clock. */
  Sleeper WALL_CLOCK = time -> Thread.sleep(time.toMillis());
}
