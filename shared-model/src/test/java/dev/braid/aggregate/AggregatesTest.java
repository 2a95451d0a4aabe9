package dev.braid.aggregate;

import static dev.braid.aggregate.AggregateValues.column;
import static dev.braid.aggregate.AggregateValues.constant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each name takes and gives. */
class AggregatesTest {
  private static final DataType SHARE = DataType.decimal(2, 1);

  private static Expression share(String text) {
    return constant(SHARE, new BigDecimal(text));
  }

  private static Expression whole(int value) {
    return constant(DataType.INTEGER, value);
  }

  private static boolean takes(String function, Expression... arguments) {
    return Aggregates.resolve(function, List.of(arguments)).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          count_if | BOOLEAN | BIGINT
          bitwise_and_agg | SMALLINT | BIGINT
          bitwise_or_agg | BIGINT | BIGINT
          bool_and | BOOLEAN | BOOLEAN
          every | BOOLEAN | BOOLEAN
          bool_or | BOOLEAN | BOOLEAN
          arbitrary | DECIMAL(5,2) | DECIMAL(5,2)
          any_value | VARCHAR | VARCHAR
          min_by | VARCHAR; BIGINT | VARCHAR
          max_by | TIMESTAMP; DOUBLE | TIMESTAMP
          var_pop | BIGINT | DOUBLE
          variance | REAL | REAL
          stddev | DECIMAL(5,2) | DOUBLE
          stddev_pop | SMALLINT | DOUBLE
          covar_pop | REAL; REAL | REAL
          covar_samp | REAL; DOUBLE | DOUBLE
          corr | INTEGER; DECIMAL(5,2) | DOUBLE
          approx_distinct | VARBINARY | BIGINT
          histogram | DECIMAL(5,2) | MAP(DECIMAL(5,2),BIGINT)
          histogram | TIMESTAMP WITH TIME ZONE 'Europe/Berlin' \
          | MAP(TIMESTAMP WITH TIME ZONE 'Europe/Berlin',BIGINT)
          """)
  void resultType(String function, String arguments, String result) {
    List<Expression> columns = new ArrayList<>();
    for (String type : arguments.split(";")) {
      columns.add(column(columns.size(), DataType.parse(type).orElseThrow()));
    }
    DataType type = Aggregates.resolve(function, columns).orElseThrow().resultType();
    assertThat(type).hasToString(result);
    assertThat(DataType.parse(result)).contains(type);
  }

  @ParameterizedTest
  @CsvSource({"SMALLINT, BIGINT", "BIGINT, BIGINT", "REAL, REAL", "DOUBLE, DOUBLE"})
  void percentilesAreOfTheirNumbersType(String number, String result) {
    Expression x = column(0, DataType.parse(number).orElseThrow());
    DataType type = DataType.parse(result).orElseThrow();
    Expression several = constant(DataType.array(SHARE), List.of(new BigDecimal("0.5")));
    assertThat(Aggregates.resolve("approx_percentile", List.of(x, share("0.5"))))
        .map(AggregateFunction::resultType)
        .contains(type);
    assertThat(Aggregates.resolve("approx_percentile", List.of(x, several)))
        .map(AggregateFunction::resultType)
        .contains(DataType.array(type));
  }

  @Test
  void constantsAreConstantAndInRange() {
    Expression x = column(0, DataType.BIGINT);
    Expression word = column(1, DataType.VARCHAR);
    assertThat(takes("approx_percentile", x, whole(1))).isTrue();
    assertThat(takes("approx_percentile", x, share("1.5"))).isFalse();
    assertThat(takes("approx_percentile", x, share("-0.5"))).isFalse();
    assertThat(takes("approx_percentile", x, constant(DataType.DOUBLE, Double.NaN))).isFalse();
    assertThat(takes("approx_percentile", x, constant(DataType.DOUBLE, null))).isFalse();
    assertThat(takes("approx_percentile", x, x)).isFalse();
    assertThat(takes("approx_percentile", x)).isFalse();
    assertThat(takes("approx_percentile", word, share("0.5"))).isFalse();
    assertThat(takes("approx_percentile", x, constant(DataType.array(SHARE), List.of()))).isFalse();
    assertThat(
            takes(
                "approx_percentile",
                x,
                constant(DataType.array(DataType.INTEGER), List.of(0, 1, 2))))
        .isFalse();

    assertThat(takes("approx_distinct", word, share("0.2"))).isTrue();
    assertThat(takes("approx_distinct", word, share("0.3"))).isFalse();
    assertThat(takes("approx_distinct", word, share("0.0"))).isFalse();
    assertThat(takes("approx_distinct", word, x)).isFalse();
    assertThat(takes("approx_distinct")).isFalse();

    assertThat(takes("approx_most_frequent", whole(3), word, whole(3))).isTrue();
    assertThat(takes("approx_most_frequent", whole(4), word, whole(3))).isFalse();
    assertThat(takes("approx_most_frequent", whole(0), word, whole(3))).isFalse();
    assertThat(takes("approx_most_frequent", whole(3), word, whole(100_001))).isFalse();
    assertThat(takes("approx_most_frequent", x, word, whole(3))).isFalse();
    assertThat(takes("approx_most_frequent", share("3.0"), word, whole(3))).isFalse();
    assertThat(takes("approx_most_frequent", whole(3), word)).isFalse();
  }

  @Test
  void argumentsAreOfTheRightType() {
    Expression x = column(0, DataType.BIGINT);
    Expression word = column(1, DataType.VARCHAR);
    assertThat(takes("count_if", x)).isFalse();
    assertThat(takes("bool_or", word)).isFalse();
    assertThat(takes("min_by", x)).isFalse();
    assertThat(takes("variance", word)).isFalse();
    assertThat(takes("corr", x, word)).isFalse();
    assertThat(takes("corr", x)).isFalse();
    assertThat(takes("median", x)).isFalse();
  }

  @Test
  void aliasesAreKnownByTheNameTheyStandFor() {
    assertThat(Aggregates.canonicalName("variance")).contains("var_samp");
    assertThat(Aggregates.canonicalName("sum")).contains("sum");
    assertThat(Aggregates.canonicalName("median")).isEmpty();
    assertThat(Aggregates.names()).contains("var_samp").doesNotContain("variance");
    assertThat(Aggregates.sqlNames()).contains("var_samp", "variance");
    assertThat(Aggregates.usage("any_value")).isEqualTo("any_value(x)");
  }
}
