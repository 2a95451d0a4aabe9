package dev.braid.benchmark.engine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How long something took, each time. Thread-safe. */
final class Times {
  private final List<Double> millis = new ArrayList<>();

  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  void time(Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    add(System.nanoTime() - start);
  }

  synchronized void add(long nanos) {
    millis.add(nanos / 1e6);
  }

  synchronized int count() {
    return millis.size();
  }

  /** NaN if there is none. */
  synchronized double percentile(int percent) {
    if (millis.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = new ArrayList<>(millis);
    Collections.sort(sorted);
    return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
  }

  @Override
  public String toString() {
    return "p50 %8.2f  p99 %8.2f ms  (%d)".formatted(percentile(50), percentile(99), count());
  }
}
