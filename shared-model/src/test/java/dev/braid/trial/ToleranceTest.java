package dev.braid.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.DataType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToleranceTest {
  private static final Tolerance USERS = new Tolerance(1e-9, Map.of("users", 0.05));

  private static boolean same(DataType type, Object expected, Object actual) {
    return Tolerance.DEFAULT.same("x", type, expected, actual);
  }

  @Test
  void exactTypesAreExact() {
    assertThat(same(DataType.BIGINT, 1_000_000_000_000L, 1_000_000_000_001L)).isFalse();
    assertThat(same(DataType.decimal(5, 2), new BigDecimal("1.50"), new BigDecimal("1.51")))
        .isFalse();
    assertThat(same(DataType.VARCHAR, "a", "a")).isTrue();
  }

  @Test
  void floatingTypesAreNear() {
    assertThat(same(DataType.DOUBLE, 1.0, 1.0 + 1e-10)).isTrue();
    assertThat(same(DataType.DOUBLE, 1.0, 1.0 + 1e-8)).isFalse();
    assertThat(same(DataType.DOUBLE, Double.NaN, Double.NaN)).isTrue();
    assertThat(same(DataType.DOUBLE, Double.POSITIVE_INFINITY, Double.MAX_VALUE)).isFalse();
    assertThat(same(DataType.DOUBLE, 0.0, -0.0)).isTrue();
    assertThat(same(DataType.REAL, 0.1f, Math.nextUp(0.1f))).isTrue();
  }

  @Test
  void nullIsNullAlone() {
    assertThat(same(DataType.DOUBLE, null, null)).isTrue();
    assertThat(same(DataType.DOUBLE, null, 0.0)).isFalse();
    assertThat(same(DataType.BIGINT, 0L, null)).isFalse();
  }

  @Test
  void aNamedColumnHasItsOwn() {
    assertThat(USERS.same("users", DataType.BIGINT, 100L, 104L)).isTrue();
    assertThat(USERS.same("users", DataType.BIGINT, 100L, 110L)).isFalse();
    assertThat(USERS.same("orders", DataType.BIGINT, 100L, 104L)).isFalse();
  }

  @Test
  void listsAndMapsAreNearItemByItem() {
    DataType list = DataType.array(DataType.DOUBLE);
    assertThat(same(list, List.of(1.0, 2.0), List.of(1.0, 2.0 + 1e-10))).isTrue();
    assertThat(same(list, List.of(1.0, 2.0), List.of(1.0))).isFalse();
    DataType map = DataType.map(DataType.VARCHAR, DataType.BIGINT);
    assertThat(USERS.same("users", map, Map.of("a", 100L), Map.of("a", 101L))).isTrue();
    assertThat(USERS.same("users", map, Map.of("a", 100L), Map.of("b", 100L))).isFalse();
  }
}
