package dev.braid.view.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.contract.HardCases;
import dev.braid.error.BraidException;
import dev.braid.error.TextFile;
import dev.braid.plan.Expression;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types and refusals of the functions over numbers and times; their values are hard cases. */
class NumberAndDateCallsTest {
  private static Expression compile(String sql) {
    TextFile view = new TextFile("v.sql", "SELECT " + sql + " AS v FROM c GROUP BY 1");
    return ViewSqlCompiler.compile(view, List.of(HardCases.SOURCE)).keys().get(0).expression();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "abs(t) | SMALLINT",
        "round(m) | DECIMAL(17,0)",
        "round(m, 1) | DECIMAL(19,2)",
        "round(w, 1) | DECIMAL(38,4)",
        "round(t) | SMALLINT",
        "round(r, t) | REAL",
        "floor(w) | DECIMAL(35,0)",
        "ceiling(m) | DECIMAL(17,0)",
        "ceil(DECIMAL '5') | DECIMAL(1,0)",
        "truncate(m) | DECIMAL(16,0)",
        "truncate(0.5) | DECIMAL(1,0)",
        "truncate(m, 1) | DECIMAL(18,2)",
        "sign(m) | DECIMAL(1,0)",
        "mod(m, 0.333) | DECIMAL(3,3)",
        "mod(t, i) | INTEGER",
        "sqrt(r) | DOUBLE",
        "year(day) | BIGINT",
        "date_add('day', 1, day) | DATE",
        "date_add('day', t, tz AT TIME ZONE 'Asia/Kolkata') | TIMESTAMP WITH TIME ZONE"
            + " 'Asia/Kolkata'",
        "date_diff('day', day, tz) | BIGINT",
        "last_day_of_month(at) | DATE",
        "from_unixtime(l) | TIMESTAMP WITH TIME ZONE",
        "from_unixtime(l, '+05:30') | TIMESTAMP WITH TIME ZONE '+05:30'",
        "at_timezone(at, 'Europe/Berlin') | TIMESTAMP WITH TIME ZONE 'Europe/Berlin'",
        "date(at) | DATE",
        "date_format(day, '%Y') | VARCHAR",
      })
  void hasTrinosType(String sql, String type) {
    assertThat(compile(sql).type()).hasToString(type);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "date_add('dya', 1, day) | date_add has no unit 'dya'; did you mean 'day'?",
        "date_add('hour', 1, day) | date_add(VARCHAR, INTEGER, DATE) cannot be computed",
        "date_add('day', 1.5, at) | date_add(VARCHAR, DECIMAL(2,1), TIMESTAMP) cannot be computed",
        "date_diff(s, at, tz) | date_diff(VARCHAR, TIMESTAMP, TIMESTAMP WITH TIME ZONE) cannot be",
        "date_diff('minute', day, day) | date_diff(VARCHAR, DATE, DATE) cannot be computed",
        "date_format(at, '%D') | date_format(TIMESTAMP, VARCHAR) cannot be computed",
        "date_format(at, '') | date_format(TIMESTAMP, VARCHAR) cannot be computed",
        "date_format(at, s) | date_format(TIMESTAMP, VARCHAR) cannot be computed",
        "from_unixtime(d, 'Europe/Berln') | there is no time zone 'Europe/Berln'; did you mean"
            + " 'Europe/Berlin'?",
        "from_unixtime(d, s) | from_unixtime(DOUBLE, VARCHAR) cannot be computed",
        "at_timezone(at, 'Mars') | there is no time zone 'Mars'",
        "at_timezone(at, s) | the time zone must be a constant",
        "at_timezone(day, 'UTC') | AT TIME ZONE wants a TIMESTAMP, not DATE",
        "at_timezone(at) | it is called as at_timezone(TIMESTAMP, 'zone')",
        "date(i) | INTEGER cannot be cast to DATE",
        "mod(i, s) | VARCHAR",
        "mod(i) | it is called as mod(number, number)",
        "round(s) | round(VARCHAR) cannot be computed",
        "round(d, l) | round(DOUBLE, BIGINT) cannot be computed",
        "truncate(d, 1) | truncate(DOUBLE, INTEGER) cannot be computed",
        "year(s) | year(VARCHAR) cannot be computed",
      })
  void isRefused(String sql, String message) {
    assertThatThrownBy(() -> compile(sql))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining(message);
  }
}
