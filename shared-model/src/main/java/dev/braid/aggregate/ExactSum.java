package dev.braid.aggregate;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum of integers that never overflows: it stays in a long while it fits and spills into a
 * BigInteger when it does not, so the order of additions cannot matter.
 */
final class ExactSum {
  /** As many as a long surely holds. */
  private static final int MAX_DIGITS = 18;

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

  /** Adds a decimal's digits, whatever its scale. */
  void add(BigDecimal value) {
    if (value.precision() <= MAX_DIGITS) {
      add(value.scaleByPowerOfTen(value.scale()).longValue());
    } else {
      spilled = spilled.add(value.unscaledValue());
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
