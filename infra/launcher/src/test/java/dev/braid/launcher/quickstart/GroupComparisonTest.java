package dev.braid.launcher.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupComparisonTest {
  private final GroupComparison comparison =
      new GroupComparison("v", List.of("origin", "flights", "mean"), List.of("origin"));

  @Test
  void sameNumbersAreEqualWhateverTheirJavaType() {
    compare(
        List.of(row("SFO", BigInteger.valueOf(100), 1.5), row("JFK", 2L, null)),
        List.of(row("JFK", new BigDecimal("2.00"), null), row("SFO", 100, 1.5 + 1e-12)));

    assertThat(comparison.equal()).isEqualTo(2);
    assertThat(comparison.different()).isZero();
  }

  @Test
  void seesEveryKindOfDifference() {
    compare(
        List.of(row("A", 1, 1.0), row("B", 1, 1.0), row("C", 1, 1.0), row("D", 1, null)),
        List.of(row("A", 2, 1.0), row("B", 1, 1.00000001), row("D", 1, 0.0), row("E", 1, 1.0)));

    assertThat(comparison.equal()).isZero();
    assertThat(comparison.different()).isEqualTo(5);
    assertThat(comparison.differences())
        .containsExactlyInAnyOrder(
            "v: group [A]: flights is 2, must be 1",
            "v: group [B]: mean is 1.00000001, must be 1.0",
            "v: no row for group [C]",
            "v: group [D]: mean is 0.0, must be null",
            "v: a row too many, for group [E]");
  }

  @Test
  void infinityIsNothingElse() {
    compare(
        List.<Object[]>of(row("A", 1, Double.POSITIVE_INFINITY)),
        List.<Object[]>of(row("A", 1, 1.0)));

    assertThat(comparison.different()).isEqualTo(1);
  }

  @Test
  void seesAGroupThatIsAnsweredTwice() {
    compare(List.<Object[]>of(row("A", 1, 1.0)), List.of(row("A", 1, 1.0), row("A", 1, 1.0)));

    assertThat(comparison.different()).isEqualTo(1);
    assertThat(comparison.differences()).containsExactly("v: two rows for group [A]");
  }

  @Test
  void countsGroupsThatNoPageHolds() {
    comparison.strayGroups(0);
    assertThat(comparison.different()).isZero();
    comparison.strayGroups(3);
    assertThat(comparison.different()).isEqualTo(3);
  }

  @Test
  void comparesTimesAndTextExactly() {
    LocalDateTime time = LocalDateTime.parse("2001-01-01T00:00:00");
    assertThat(GroupComparison.same(time, time)).isTrue();
    assertThat(GroupComparison.same(time, time.plusNanos(1000))).isFalse();
    assertThat(GroupComparison.same("a", "a ")).isFalse();
    assertThat(GroupComparison.same(Double.NaN, Double.NaN)).isTrue();
    assertThat(GroupComparison.same(0.0, 1e-300)).isFalse();
  }

  private void compare(List<Object[]> expected, List<Object[]> actual) {
    comparison.compare(expected, actual);
  }

  private static Object[] row(Object... values) {
    return values;
  }
}
