package dev.braid.launcher.torture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Up to where each partition was acknowledged, and when, to 20 ms. */
final class Acknowledged {
  private static final long RESOLUTION_MILLIS = 20;

  /** One partition's progress: at {@code at[i]} the first {@code count[i]} were acknowledged. */
  private static final class Progress {
    private long[] at = new long[1 << 10];
    private long[] count = new long[1 << 10];
    private int size;

    void reached(long newCount, long now) {
      if (newCount <= count()) {
        return;
      }
      if (size > 0 && now - at[size - 1] < RESOLUTION_MILLIS) {
        count[size - 1] = newCount;
        return;
      }
      if (size == at.length) {
        at = Arrays.copyOf(at, size * 2);
        count = Arrays.copyOf(count, size * 2);
      }
      at[size] = now;
      count[size] = newCount;
      size++;
    }

    long count() {
      return size == 0 ? 0 : count[size - 1];
    }

    /** When the event after the first {@code counted} was acknowledged; MAX_VALUE if it is not. */
    long nextAt(long counted) {
      int low = 0;
      int high = size;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (count[middle] > counted) {
          high = middle;
        } else {
          low = middle + 1;
        }
      }
      return low == size ? Long.MAX_VALUE : at[low];
    }
  }

  private final List<Progress> partitions = new ArrayList<>();

  Acknowledged(int partitions) {
    for (int p = 0; p < partitions; p++) {
      this.partitions.add(new Progress());
    }
  }

  void acknowledged(int partition, long offset, long now) {
    partitions.get(partition).reached(offset + 1, now);
  }

  /** How many events by partition. */
  long[] counts() {
    return partitions.stream().mapToLong(Progress::count).toArray();
  }

  /** How long the oldest acknowledged event that the answer leaves out has been waiting for it. */
  long staleness(Reading reading) {
    long oldest = Long.MAX_VALUE;
    for (int p = 0; p < partitions.size(); p++) {
      oldest = Math.min(oldest, partitions.get(p).nextAt(reading.row(p).count()));
    }
    return Math.max(0, reading.at() - Math.min(oldest, reading.at()));
  }
}
