package dev.braid.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.TextFile;
import dev.braid.plan.Expression;
import dev.braid.source.Column;
import dev.braid.source.EventDecoder;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.view.sql.ViewSqlCompiler;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expressions by hand: SQL over one event, and the value it has. */
class ExpressionTest {
  private static final Source SOURCE =
      new Source(
          "s",
          "s",
          "json",
          1,
          List.of(
              column("t", DataType.BOOLEAN),
              column("f", DataType.BOOLEAN),
              column("b", DataType.BOOLEAN),
              column("i", DataType.INTEGER),
              column("j", DataType.INTEGER),
              column("l", DataType.BIGINT),
              column("d", DataType.DOUBLE),
              column("z", DataType.DOUBLE),
              column("m", DataType.decimal(18, 2)),
              column("w", DataType.decimal(38, 4)),
              column("s", DataType.VARCHAR),
              column("day", DataType.DATE),
              column("at", DataType.TIMESTAMP)));

  private static final String USUAL =
      """
      {"t": true, "f": false, "i": 7, "j": -3, "l": 9223372036854775807, "d": 1.5, "z": -0.0,
       "m": "19.99", "w": "9999999999999999999999999999999999.9999", "s": "abc",
       "day": "2024-02-29", "at": "2026-06-15 12:34:56.789012"}
      """;

  private static Column column(String name, DataType type) {
    return new Column(name, type, false);
  }

  private static final String NAN = "(d * 1e308 * 1e308 - d * 1e308 * 1e308)";

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          # NULL in logic
          t AND b          | NULL
          f AND b          | false
          b AND f          | false
          t OR b           | true
          f OR b           | NULL
          NOT b            | NULL
          b IS NULL        | true
          b IS NOT NULL    | false
          (b AND t) IS NULL| true
          t AND NULL       | NULL
          f AND NULL       | false
          i = NULL         | NULL
          NULL <> i        | NULL
          b = b            | NULL
          t AND t AND b AND f | false
          # comparisons
          i = 7            | true
          i <> 7           | false
          i != 7           | false
          i < 7.01         | true
          i >= 7.0         | true
          i = 7e0          | true
          7 > j            | true
          l = 9223372036854775807 | true
          l > i            | true
          m = 19.990       | true
          m > 19.99        | false
          m <= w           | true
          m < 2e1          | true
          f < t            | true
          s < 'abd'        | true
          s = 'ABC'        | false
          s > ''           | true
          day < at         | true
          day = TIMESTAMP '2024-02-29 00:00:00' | true
          at >= DATE '2026-06-15' | true
          at = TIMESTAMP '2026-06-15 12:34:56.789012' | true
          'a' < '😀'       | true
          '\uffff' < '😀'  | true
          # doubles
          z = 0e0          | true
          z < 0e0          | false
          -z               | 0.0
          z + z            | -0.0
          d * 1e308 * 1e308| Infinity
          NAN              | NaN
          NAN = NAN        | false
          NAN <> NAN       | true
          NAN < 1e0        | false
          NAN > 1e0        | false
          NOT (NAN > 1e0)  | true
          NAN IS NULL      | false
          NAN + i          | NaN
          # overflow
          i * 306783378    | 2147483646
          i * 306783379    | NULL
          2147483647 + i   | NULL
          -2147483648 - i  | NULL
          -2147483648 * -1 | NULL
          -(-2147483648 + j - j) | NULL
          2147483648 + i   | 2147483655
          l + 1            | NULL
          l - -1           | NULL
          l * 2            | NULL
          -l - 1           | -9223372036854775808
          -l - 2           | NULL
          -(-l - 1)        | NULL
          l * j            | NULL
          (l + 1) IS NULL  | true
          # decimals
          m + 0.01         | 20.00
          m - 20           | -0.01
          m * 3            | 59.97
          m * m            | 399.6001
          -m               | -19.99
          i * 1.5          | 10.5
          w + 0.0001       | NULL
          w - 1            | 9999999999999999999999999999999998.9999
          w * 1            | 9999999999999999999999999999999999.9999
          w + w            | NULL
          w * 0            | 0.0000
          w * 10           | NULL
          m + d            | 21.49
          l + 0.5          | 9223372036854775807.5
          # precedence
          1 + i * 2 - j    | 18
          (1 + i) * 2      | 16
          - i - - j        | -10
          NOT f AND f      | false
          t OR t AND f     | true
          (t OR t) AND f   | false
          NOT i = 7        | false
          # NULL in arithmetic
          i + NULL         | NULL
          NULL * m         | NULL
          """)
  void has(String sql, String expected) {
    assertThat(evaluate(sql, USUAL)).isEqualTo(expected);
  }

  @ParameterizedTest(name = "date_trunc({0}, {1}) is {2}")
  @CsvSource({
    "second, 2026-06-15 12:34:56.789012, 2026-06-15 12:34:56",
    "minute, 2026-06-15 12:34:56.789012, 2026-06-15 12:34:00",
    "hour, 2026-06-15 12:34:56.789012, 2026-06-15 12:00:00",
    "day, 2026-06-15 12:34:56.789012, 2026-06-15 00:00:00",
    "week, 2026-06-15 12:34:56.789012, 2026-06-15 00:00:00",
    "month, 2026-06-15 12:34:56.789012, 2026-06-01 00:00:00",
    "quarter, 2026-06-15 12:34:56.789012, 2026-04-01 00:00:00",
    "year, 2026-06-15 12:34:56.789012, 2026-01-01 00:00:00",
    // before 1970 a truncation still goes back, not towards 1970
    "second, 1969-12-31 23:59:59.999999, 1969-12-31 23:59:59",
    "hour, 1969-12-31 23:59:59.999999, 1969-12-31 23:00:00",
    "day, 1969-12-31 23:59:59.999999, 1969-12-31 00:00:00",
    "week, 1969-12-31 23:59:59.999999, 1969-12-29 00:00:00",
    "quarter, 1969-12-31 23:59:59.999999, 1969-10-01 00:00:00",
    // ISO weeks start on Monday and cross years
    "week, 2021-01-03 23:59:59, 2020-12-28 00:00:00",
    "week, 2021-01-04 00:00:00, 2021-01-04 00:00:00",
    "week, 2019-12-31 00:00:00, 2019-12-30 00:00:00",
    "year, 0001-12-31 23:59:59, 0001-01-01 00:00:00",
    "week, 0001-01-01 00:00:00, 0001-01-01 00:00:00",
    "quarter, 9999-12-31 23:59:59.999999, 9999-10-01 00:00:00",
    "month, 1582-10-10 10:10:10, 1582-10-01 00:00:00"
  })
  void truncates(String unit, String timestamp, String expected) {
    String event =
        "{\"at\": \"" + timestamp + "\", \"day\": \"" + timestamp.substring(0, 10) + "\"}";
    assertThat(evaluate("date_trunc('" + unit + "', at)", event)).isEqualTo(expected);
    if (!List.of("second", "minute", "hour").contains(unit)) {
      assertThat(evaluate("date_trunc('" + unit + "', day)", event))
          .isEqualTo(expected.substring(0, 10));
    }
  }

  private static String evaluate(String sql, String event) {
    String view = "SELECT " + sql.replace("NAN", NAN) + " AS v, count(*) AS n FROM s GROUP BY 1";
    Expression expression =
        ViewSqlCompiler.compile(new TextFile("v.sql", view), List.of(SOURCE))
            .keys()
            .get(0)
            .expression();
    Object[] row = new Object[SOURCE.columns().size()];
    assertThat(new EventDecoder(SOURCE).decode(event.getBytes(StandardCharsets.UTF_8), row))
        .isNull();
    Object value = ExpressionCompiler.compile(expression).evaluate(new InputRow(row));
    return show(expression.type(), value);
  }

  private static String show(DataType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case DATE -> Temporals.date((Integer) value);
      case TIMESTAMP -> Temporals.timestamp((Long) value);
      default -> value.toString();
    };
  }
}
