package dev.braid.contract;

import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A source with a column of every type, and events of the values that go wrong most easily. */
final class HardEvents {
  private static final int COUNT = 400;
  private static final long SEED = 20261123;

  static final Source SOURCE =
      new Source(
          "hard",
          "hard",
          "json",
          4,
          List.of(
              new Column("id", DataType.BIGINT, true),
              new Column("bucket", DataType.INTEGER, false),
              new Column("flag", DataType.BOOLEAN, false),
              new Column("small", DataType.INTEGER, false),
              new Column("big", DataType.BIGINT, false),
              new Column("ratio", DataType.DOUBLE, false),
              new Column("measure", DataType.DOUBLE, false),
              new Column("amount", DataType.decimal(18, 2), false),
              new Column("wide", DataType.decimal(38, 10), false),
              new Column("rate", DataType.decimal(5, 4), false),
              new Column("whole", DataType.decimal(28, 0), false),
              new Column("word", DataType.VARCHAR, false),
              new Column("day", DataType.DATE, false),
              new Column("at", DataType.TIMESTAMP, false)));

  private static final Object[][] POOLS = {
    {null, 0, 1, 2, 3},
    {null, true, false},
    {null, 0, 1, -1, 5, 7, 46341, Integer.MAX_VALUE, Integer.MIN_VALUE},
    {null, 0L, 1L, -1L, 42L, 3037000500L, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE},
    {null, 0.0, -0.0, 1.5, -2.25, 0.1, 1e308, -1e308, 1e-300, Double.MIN_VALUE},
    {null, 0.1, 0.2, -3.75, 1000.5, 123456.789, 1e-3},
    decimals(
        2,
        "0",
        "0.01",
        "-0.01",
        "0.5",
        "19.99",
        "100.50",
        "9999999999999999.99",
        "-9999999999999999.99"),
    decimals(
        10,
        "0",
        "0.0000000001",
        "12345.6789012345",
        "-0.5",
        "9999999999999999999999999999.9999999999",
        "-9999999999999999999999999999.9999999999"),
    decimals(4, "0", "0.0001", "0.5", "9.9999", "-9.9999"),
    decimals(0, "0", "7", "9999999999999999999999999999", "-9999999999999999999999999999"),
    {
      null,
      "",
      "a",
      "A",
      "ab",
      " pad ",
      "it's",
      "ß",
      "\u00e9",
      "e\u0301",
      "😀",
      "\ufffd",
      "\ue000",
      "tab\tquote\"back\\slash",
      "x".repeat(300)
    },
    dates(
        "1970-01-01",
        "1969-12-31",
        "2026-02-28",
        "2024-02-29",
        "2020-12-28",
        "2021-01-03",
        "1582-10-10",
        "0001-01-01",
        "9999-12-31"),
    timestamps(
        "1970-01-01 00:00:00",
        "1970-01-01 00:00:00.000001",
        "1969-12-31 23:59:59.999999",
        "2026-06-15 12:34:56.789012",
        "2024-02-29 00:00:00",
        "2020-12-31 23:59:59.5",
        "2021-01-03 08:00:00",
        "1582-10-10 10:10:10",
        "0001-01-01 00:00:00",
        "9999-12-31 23:59:59.999999")
  };

  private HardEvents() {}

  /** Always the same events: each value of each column alone first, then in random company. */
  static List<Object[]> events() {
    Random random = new Random(SEED);
    int columns = POOLS.length;
    List<Object[]> events = new ArrayList<>();
    for (int c = 0; c < columns; c++) {
      for (Object value : POOLS[c]) {
        Object[] event = new Object[columns + 1];
        event[0] = (long) events.size();
        event[c + 1] = value;
        events.add(event);
      }
    }
    while (events.size() < COUNT) {
      Object[] event = new Object[columns + 1];
      event[0] = (long) events.size();
      for (int c = 0; c < columns; c++) {
        event[c + 1] = POOLS[c][random.nextInt(POOLS[c].length)];
      }
      events.add(event);
    }
    return List.copyOf(events);
  }

  private static Object[] decimals(int scale, String... texts) {
    return withNull(
        Arrays.stream(texts).map(text -> (Object) new BigDecimal(text).setScale(scale)).toList());
  }

  private static Object[] dates(String... texts) {
    return withNull(
        Arrays.stream(texts)
            .map(text -> (Object) Temporals.parseDate(text).orElseThrow())
            .toList());
  }

  private static Object[] timestamps(String... texts) {
    return withNull(
        Arrays.stream(texts)
            .map(text -> (Object) Temporals.parseTimestamp(text).orElseThrow())
            .toList());
  }

  private static Object[] withNull(List<Object> values) {
    List<Object> all = new ArrayList<>(values);
    all.add(0, null);
    return all.toArray();
  }
}
