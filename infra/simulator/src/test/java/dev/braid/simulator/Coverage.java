package dev.braid.simulator;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each thing happened, over any number of histories. Safe for many threads. */
final class Coverage {
  private final Map<Happening, LongAdder> counts = new EnumMap<>(Happening.class);

  Coverage() {
    for (Happening happening : Happening.values()) {
      counts.put(happening, new LongAdder());
    }
  }

  void add(long[] happened) {
    for (Happening happening : Happening.values()) {
      counts.get(happening).add(happened[happening.ordinal()]);
    }
  }

  long of(Happening happening) {
    return counts.get(happening).sum();
  }
}
