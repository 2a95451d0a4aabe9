package dev.braid.type;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BIGINT | BIGINT",
        "bigint | BIGINT",
        " Timestamp | TIMESTAMP",
        "DECIMAL(18,2) | DECIMAL(18,2)",
        "decimal ( 18 , 2 ) | DECIMAL(18,2)",
        "DECIMAL(38) | DECIMAL(38,0)",
        "DECIMAL(1,1) | DECIMAL(1,1)",
      })
  void reads(String text, String type) {
    assertThat(DataType.parse(text)).hasToString("Optional[" + type + "]");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "INT",
        "DECIMAL",
        "DECIMAL()",
        "DECIMAL(0,0)",
        "DECIMAL(39,0)",
        "DECIMAL(5,6)",
        "DECIMAL(5,-1)",
        "DECIMAL(999999999999,0)",
        "VARCHAR(20)",
        "BIGINT NOT NULL",
        "DECIMAL(5,2"
      })
  void refuses(String text) {
    assertThat(DataType.parse(text)).isEmpty();
  }

  @Test
  void ordersDoubles() {
    double[] sorted = {
      Double.NEGATIVE_INFINITY,
      -1.0,
      0.0,
      Double.MIN_VALUE,
      1.0,
      Double.POSITIVE_INFINITY,
      Double.NaN
    };
    for (int i = 0; i < sorted.length; i++) {
      for (int j = 0; j < sorted.length; j++) {
        assertThat(Integer.signum(Values.compare(DataType.DOUBLE, sorted[i], sorted[j])))
            .isEqualTo(Integer.compare(i, j));
      }
    }
    assertThat(Values.compare(DataType.DOUBLE, -0.0, 0.0)).isZero();
  }

  @Property
  void ordersStringsByCodePoint(@ForAll String a, @ForAll String b) {
    String left = a.replaceAll("\\p{Cs}", "?");
    String right = b.replaceAll("\\p{Cs}", "?") + "😀".repeat(a.length() % 2);
    int expected = Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
    assertThat(Integer.signum(Values.compare(DataType.VARCHAR, left, right)))
        .isEqualTo(Integer.signum(expected));
  }

  @Test
  void ordersAstralAboveEveryOtherCharacter() {
    assertThat(Values.compare(DataType.VARCHAR, "😀", "\uffff")).isPositive();
    assertThat(Values.compare(DataType.VARCHAR, "a\uffff", "a😀")).isNegative();
  }

  @Test
  void canonicalFormsStandForTheirEquals() {
    double otherNan = Double.longBitsToDouble(0x7ff8000000000001L);
    assertThat(Values.canonical(otherNan)).isEqualTo(Double.NaN);
    assertThat(Double.doubleToRawLongBits((Double) Values.canonical(otherNan)))
        .isEqualTo(Double.doubleToRawLongBits(Double.NaN));
    assertThat(Values.canonical(-0.0)).isEqualTo(0.0);
    assertThat(Values.canonical("x")).isEqualTo("x");
    assertThat(Values.canonical(null)).isNull();
  }

  @Property
  void exactlyLosesNothing(@ForAll BigDecimal number, @ForAll @IntRange(min = 1, max = 38) int p) {
    DataType type = DataType.decimal(p, p / 2);
    Values.exactly(number, type)
        .ifPresentOrElse(
            value -> {
              assertThat((BigDecimal) value).isEqualByComparingTo(number);
              assertThat(Values.fits(type, value)).isTrue();
            },
            () -> {
              boolean tooFine = number.stripTrailingZeros().scale() > type.scale();
              boolean tooBig =
                  number.abs().compareTo(BigDecimal.TEN.pow(type.precision() - type.scale())) >= 0;
              assertThat(tooFine || tooBig).isTrue();
            });
  }

  @Property
  void timesReadBack(
      @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_999_999L)
          long micros) {
    assertThat(Temporals.parseTimestamp(Temporals.timestamp(micros))).hasValue(micros);
    int day = (int) Math.floorDiv(micros, 86_400_000_000L);
    assertThat(Temporals.parseDate(Temporals.date(day))).hasValue(day);
  }
}
