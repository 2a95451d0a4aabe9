package dev.braid.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.Binary;
import dev.braid.type.Cell;
import dev.braid.type.DataType;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;
import io.airlift.stats.TDigest;
import io.airlift.stats.cardinality.HyperLogLog;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stored sketches are what Trino would have made of the same values. */
class SketchBytesTest {
  static {
    Airlift.prepare();
  }

  private static Object stored(String function, DataType type, Object... values) {
    AggregateFunction bound =
        Aggregates.resolve(
                function,
                function.equals("approx_percentile")
                    ? List.of(
                        AggregateValues.column(0, type),
                        AggregateValues.constant(DataType.DOUBLE, 0.5))
                    : List.of(AggregateValues.column(0, type)))
            .orElseThrow();
    State state = bound.empty();
    for (Object value : values) {
      state.add(Cell.row(List.of(type), value));
    }
    Object[] fields = new Object[1];
    state.store(fields, 0);
    return fields[0];
  }

  private static Binary hyperLogLog(Consumer<HyperLogLog> adds) {
    HyperLogLog hll = HyperLogLog.newInstance(2048);
    adds.accept(hll);
    return binary(hll.serialize());
  }

  private static Binary binary(Slice slice) {
    return Binary.of(slice.getBytes());
  }

  @Test
  void knownBytes() {
    assertThat(stored("approx_distinct", DataType.BIGINT, 1L))
        .isEqualTo(Binary.ofHex("020b010080034400"));
    assertThat(stored("approx_percentile", DataType.DOUBLE, 1.0, 2.0))
        .isEqualTo(
            Binary.ofHex(
                "00000000000000f03f000000000000004000000000000059400000000000000040"
                    + "02000000000000000000f03f0000000000000040000000000000f03f000000000000f03f"));
    assertThat(stored("approx_distinct", DataType.BIGINT, (Object) null)).isNull();
    assertThat(stored("approx_percentile", DataType.DOUBLE, (Object) null)).isNull();
  }

  @Test
  void valuesAreAddedAsTrinoAddsThem() {
    assertThat(stored("approx_distinct", DataType.INTEGER, 7, -1))
        .isEqualTo(
            hyperLogLog(
                hll -> {
                  hll.add(7L);
                  hll.add(-1L);
                }));
    assertThat(stored("approx_distinct", DataType.VARCHAR, "ß", ""))
        .isEqualTo(
            hyperLogLog(
                hll -> {
                  hll.add(Slices.utf8Slice("ß"));
                  hll.add(Slices.EMPTY_SLICE);
                }));
    assertThat(stored("approx_distinct", DataType.VARBINARY, Binary.ofHex("00ff")))
        .isEqualTo(hyperLogLog(hll -> hll.add(Slices.wrappedBuffer((byte) 0, (byte) -1))));
    assertThat(stored("approx_distinct", DataType.DOUBLE, -0.0, 0.0, 1.5))
        .isEqualTo(
            hyperLogLog(
                hll -> {
                  hll.add(Double.doubleToLongBits(0.0));
                  hll.add(Double.doubleToLongBits(1.5));
                }));
    assertThat(stored("approx_distinct", DataType.REAL, 1.5f))
        .isEqualTo(hyperLogLog(hll -> hll.add(Double.doubleToLongBits(1.5))));
    assertThat(stored("approx_distinct", DataType.decimal(5, 2), new BigDecimal("0.50")))
        .isEqualTo(hyperLogLog(hll -> hll.add(Slices.utf8Slice("0.50"))));
    assertThat(stored("approx_distinct", DataType.BOOLEAN, true, false))
        .isEqualTo(
            hyperLogLog(
                hll -> {
                  hll.add(0L);
                  hll.add(1L);
                }));
  }

  @Test
  void digestIsOfTheFiniteValues() {
    Object stored =
        stored(
            "approx_percentile", DataType.DOUBLE, -0.0, Double.NaN, 2.5, Double.POSITIVE_INFINITY);
    TDigest digest = new TDigest();
    digest.add(0.0);
    digest.add(2.5);
    assertThat(stored).isEqualTo(binary(digest.serialize()));
  }
}
