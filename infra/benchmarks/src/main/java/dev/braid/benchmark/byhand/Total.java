package dev.braid.benchmark.byhand;

import java.math.BigInteger;

/** {@code sum} of a BIGINT: exact on the way, NULL if the end does not fit or nothing came. */
final class Total {
  private long low;
  private BigInteger high = BigInteger.ZERO;
  private boolean any;

  void add(long value) {
    any = true;
    long sum = low + value;
    if (((low ^ sum) & (value ^ sum)) < 0) {
      high = high.add(BigInteger.valueOf(low));
      low = value;
    } else {
      low = sum;
    }
  }

  Long result() {
    BigInteger total = high.add(BigInteger.valueOf(low));
    return any && total.bitLength() < Long.SIZE ? (Long) total.longValue() : null;
  }
}
