package dev.braid.random;

import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;

/** Values of every type: mostly those at which engines are known to part, some from anywhere. */
final class RandomValues {
  private static final double NULLS = 0.12;

  private static final List<String> WORDS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "ab",
          "abcabc",
          "%",
          "_",
          "a_c%",
          "1",
          "-7",
          "1.5",
          "1e3",
          "true",
          "NaN",
          "2024-02-29",
          "2024-02-29 12:34:56.789",
          "ß",
          "İ",
          "é",
          "e\u0301",
          "😀",
          "a😀b",
          "\u00a0x\u2003",
          "日本語",
          "x\ny",
          "it's",
          "\\",
          "x".repeat(200));

  private static final List<String> DAYS =
      List.of(
          "1970-01-01",
          "1969-12-31",
          "2024-02-29",
          "2023-03-26",
          "2023-10-29",
          "2020-12-31",
          "2021-01-03",
          "1900-02-28",
          "1582-10-04",
          "1582-10-15",
          "0001-01-01",
          "9999-12-31");

  private static final List<String> TIMES =
      List.of(
          "1970-01-01 00:00:00",
          "1969-12-31 23:59:59.999999",
          "2023-03-26 00:59:59.999999",
          "2023-03-26 01:00:00",
          "2023-10-29 00:30:00",
          "2023-10-29 01:30:00",
          "2023-11-05 05:30:00",
          "2024-02-29 12:34:56.789012",
          "1893-03-31 23:06:32",
          "1582-10-10 10:10:10",
          "0001-01-01 00:00:00",
          "9999-12-31 23:59:59.999999");

  private RandomValues() {}

  /** Sometimes null. */
  static Object nullable(DataType type, Random random) {
    return random.nextDouble() < NULLS ? null : value(type, random);
  }

  static Object value(DataType type, Random random) {
    return switch (type.kind()) {
      case BOOLEAN -> random.nextBoolean();
      case SMALLINT -> (short) integer(random, Short.MIN_VALUE, Short.MAX_VALUE);
      case INTEGER -> (int) integer(random, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case BIGINT -> integer(random, Long.MIN_VALUE, Long.MAX_VALUE);
      case REAL -> real(random);
      case DOUBLE -> floating(random);
      case DECIMAL -> decimal(type, random);
      case VARCHAR -> text(random);
      case VARBINARY -> binary(random);
      case DATE -> day(random);
      case TIMESTAMP, TIMESTAMP_TZ -> micros(random);
      case ARRAY, MAP -> throw new IllegalArgumentException("no values of " + type);
    };
  }

  private static long integer(Random random, long least, long most) {
    return switch (random.nextInt(8)) {
      case 0 -> least;
      case 1 -> most;
      case 2 -> 0;
      case 3 -> -1;
      case 4, 5 -> random.nextInt(21) - 10;
      case 6 -> most == Long.MAX_VALUE ? random.nextLong() : random.nextLong() % (most + 1);
      default -> random.nextInt(20_001) - 10_000;
    };
  }

  private static Object real(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0f;
      case 1 -> -0f;
      case 2 -> random.nextBoolean() ? Float.MAX_VALUE : Float.MIN_VALUE;
      case 3 -> 16_777_217f;
      default -> (random.nextInt(2_001) - 1_000) / 8f;
    };
  }

  private static Object floating(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> 0.0;
      case 1 -> -0.0;
      case 2 -> random.nextBoolean() ? 1e300 : -1e-300;
      case 3 -> 9_007_199_254_740_993.0;
      case 4 -> random.nextInt(101) - 50.5;
      default -> (random.nextInt(200_001) - 100_000) / 1_000.0;
    };
  }

  private static Object decimal(DataType type, Random random) {
    BigInteger limit = BigInteger.TEN.pow(type.precision());
    BigInteger digits =
        switch (random.nextInt(6)) {
          case 0 -> BigInteger.ZERO;
          case 1 -> limit.subtract(BigInteger.ONE);
          case 2 -> BigInteger.ONE;
          case 3 -> new BigInteger(type.precision() * 3, random).mod(limit);
          default -> BigInteger.valueOf(random.nextInt(20_001) - 10_000).mod(limit);
        };
    return new BigDecimal(random.nextBoolean() ? digits.negate() : digits, type.scale());
  }

  private static String text(Random random) {
    if (random.nextInt(4) != 0) {
      return WORDS.get(random.nextInt(WORDS.size()));
    }
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      int point = random.nextInt(Character.MAX_CODE_POINT + 1);
      boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
      text.appendCodePoint(surrogate ? 'x' : point);
    }
    return text.toString();
  }

  private static Object binary(Random random) {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return Binary.of(bytes);
  }

  private static Object day(Random random) {
    return random.nextInt(3) == 0
        ? random.nextInt(60_000) - 20_000
        : Temporals.parseDate(DAYS.get(random.nextInt(DAYS.size()))).orElseThrow();
  }

  private static Object micros(Random random) {
    return random.nextInt(3) == 0
        ? (random.nextInt(60_000) - 20_000) * Temporals.MICROS_PER_DAY
            + (long) (random.nextDouble() * Temporals.MICROS_PER_DAY)
        : Temporals.castTimestamp(TIMES.get(random.nextInt(TIMES.size()))).orElseThrow();
  }
}
