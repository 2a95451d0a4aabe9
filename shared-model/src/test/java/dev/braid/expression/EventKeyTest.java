package dev.braid.expression;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Cell;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EventKeyTest {
  private static final double OTHER_NAN = Double.longBitsToDouble(0x7ff8_0000_0000_0001L);

  private static EventKey key(DataType type, Object value) {
    return new EventKey(Cell.row(List.of(type, DataType.BIGINT), value, 1L));
  }

  private static void assertEqualAsCanonicalValues(DataType type, Object... values) {
    for (Object left : values) {
      assertThat(key(type, left).cell(0).get(type)).isEqualTo(Values.canonical(left));
      for (Object right : values) {
        boolean equal = Objects.equals(Values.canonical(left), Values.canonical(right));
        assertThat(key(type, left).equals(key(type, right)))
            .as("%s and %s of %s", left, right, type)
            .isEqualTo(equal);
        assertThat(!equal || key(type, left).hashCode() == key(type, right).hashCode()).isTrue();
      }
    }
  }

  @Test
  void keysAreEqualAsTheirValuesAre() {
    assertEqualAsCanonicalValues(
        DataType.DOUBLE, null, 0.0, -0.0, Double.NaN, OTHER_NAN, 1.5, Double.MIN_VALUE);
    assertEqualAsCanonicalValues(DataType.REAL, null, 0f, -0f, Float.NaN, 0.1f, 1.5f);
    assertEqualAsCanonicalValues(DataType.BIGINT, null, 0L, 1L, Long.MIN_VALUE);
    assertEqualAsCanonicalValues(DataType.SMALLINT, null, (short) 0, (short) -1);
    assertEqualAsCanonicalValues(DataType.DATE, null, 0, -1);
    assertEqualAsCanonicalValues(DataType.BOOLEAN, null, true, false);
    assertEqualAsCanonicalValues(DataType.VARCHAR, null, "", "a", "A");
    assertEqualAsCanonicalValues(
        DataType.decimal(5, 2), null, new BigDecimal("0.00"), new BigDecimal("1.50"));
  }

  @Test
  void aCopyStaysWhatItWas() {
    EventKey key = key(DataType.VARCHAR, "a");
    EventKey copy = key.copy();
    key.cell(0).set(DataType.VARCHAR, "b");
    assertThat(copy).isEqualTo(key(DataType.VARCHAR, "a")).isNotEqualTo(key);
    assertThat(Arrays.asList(copy.cell(0).get(DataType.VARCHAR), copy.cell(1).getLong()))
        .containsExactly("a", 1L);
  }
}
