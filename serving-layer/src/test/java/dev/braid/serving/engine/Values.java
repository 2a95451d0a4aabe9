package dev.braid.serving.engine;

import dev.braid.type.Binary;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Random;

/** Random group keys for {@link dev.braid.serving.Views#everyType}, rich in hard values. */
final class Values {
  private static final Object[][] HARD = {
    {null, true, false},
    {null, 0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE},
    {null, 0L, Long.MAX_VALUE, Long.MIN_VALUE},
    {null, 0.0, 1.5, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 1e-310},
    {
      null,
      new BigDecimal("0.0000"),
      new BigDecimal("-1.5000"),
      new BigDecimal(new BigInteger("9".repeat(38)), 4),
      new BigDecimal(new BigInteger("-" + "9".repeat(38)), 4)
    },
    {null, new BigDecimal("0.01"), new BigDecimal("-9999999.99")},
    {null, "", "a", "A", "it's", "\u0000x", "ü", "\uD83D\uDE00", " a"},
    {null, 0, -719162, 2932896},
    {null, 0L, -62135596800000000L, 253402300799999999L, 1L},
    {null, (short) 0, Short.MAX_VALUE, Short.MIN_VALUE},
    {null, 0.0f, 0.1f, Float.NaN, Float.NEGATIVE_INFINITY, Float.MIN_VALUE},
    {null, Binary.ofHex(""), Binary.ofHex("00"), Binary.ofHex("ff00fe"), Binary.ofHex("27")},
    {null, 0L, -62135596800000000L, 253402300799999999L, 1L}
  };

  private Values() {}

  static Object[] key(Random random) {
    Object[] key = new Object[HARD.length];
    for (int i = 0; i < key.length; i++) {
      key[i] = HARD[i][random.nextInt(HARD[i].length)];
    }
    return key;
  }
}
