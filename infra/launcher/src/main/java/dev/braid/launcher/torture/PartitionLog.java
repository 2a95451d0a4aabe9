package dev.braid.launcher.torture;

import java.util.Arrays;

/** The committed values of one partition, in order, as the sums of its beginnings: 8 bytes each. */
final class PartitionLog {
  private long[] sums = new long[1 << 12];
  private int length;

  void append(long value) {
    if (length + 1 == sums.length) {
      sums = Arrays.copyOf(sums, sums.length * 2);
    }
    sums[length + 1] = sums[length] + value;
    length++;
  }

  long length() {
    return length;
  }

  /** The sum of the first {@code count} values. */
  long checksum(long count) {
    if (count < 0 || count > length) {
      throw new IndexOutOfBoundsException(count + " of " + length);
    }
    return sums[(int) count];
  }
}
