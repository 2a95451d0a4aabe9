package dev.braid.aggregate;

import java.math.BigInteger;

/**
 * A sum of integers that never overflows: it stays in a long while it fits and spills into a
 * BigInteger when it does not, so the order of additions cannot matter.
 */
final class ExactSum {
  private long low;
  private BigInteger spilled = BigInteger.ZERO;

  void add(long value) {
    long sum = low + value;
    if (((low ^ sum) & (value ^ sum)) < 0) {
      spilled = spilled.add(BigInteger.valueOf(low));
      low = value;
    } else {
      low = sum;
    }
  }

  void add(BigInteger value) {
    if (value.bitLength() < Long.SIZE) {
      add(value.longValue());
    } else {
      spilled = spilled.add(value);
    }
  }

  void add(ExactSum other) {
    add(other.low);
    spilled = spilled.add(other.spilled);
  }

  BigInteger total() {
    return spilled.add(BigInteger.valueOf(low));
  }
}
