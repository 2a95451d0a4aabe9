package dev.braid.function;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Runs what may recurse deeper than the caller's stack allows. */
final class DeepStack {
  private DeepStack() {}

  /**
   * Waits for the result whatever interrupts the caller: the work must end by itself, and soon.
   *
   * @param bytes of stack; only those that are used take memory
   */
  static <T> T call(long bytes, Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    Thread thread = new Thread(null, task, "braid-deep-stack", bytes);
    thread.setDaemon(true);
    thread.start();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("work on a deep stack failed", e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
