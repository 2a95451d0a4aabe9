package dev.braid.speed.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.expression.InputRow;
import dev.braid.log.Frontier;
import dev.braid.speed.TickViews;
import java.io.IOException;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;

class SpeedTypesTest {
  private final ViewCodec codec = new ViewCodec(TickViews.words());

  @Test
  void recordsComeBack() throws Exception {
    byte[] bytes = {1, 2, 3};
    RawEvent raw = throughEverything(SpeedTypes.RAW_EVENT, new RawEvent(3, 4, 5, bytes));
    assertThat(raw).usingRecursiveComparison().isEqualTo(new RawEvent(3, 4, 5, bytes));
    RawEvent empty = throughEverything(SpeedTypes.RAW_EVENT, new RawEvent(3, 4, 5, null));
    assertThat(empty.value()).isNull();

    LogRecord record = throughEverything(SpeedTypes.LOG_RECORD, LogRecord.routedByKey(bytes, null));
    assertThat(record.key()).isEqualTo(bytes);
    assertThat(record.value()).isNull();

    FrontierMove move = new FrontierMove("v@h", new Frontier(5), Frontier.NONE);
    assertThat(throughEverything(SpeedTypes.FRONTIER_MOVE, move)).isEqualTo(move);

    GroupKey key = codec.key(new Object[] {"x"});
    assertThat(throughEverything(SpeedTypes.GROUP_KEY, key)).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(codec.values(key)).containsExactly("x");

    DecodedEvent event =
        throughEverything(
            SpeedTypes.decodedEvent(TickViews.source("t", 1)),
            new DecodedEvent(9, new Object[] {1, null, "x"}));
    assertThat(event.appendTime()).isEqualTo(9);
    assertThat(event.row()).containsExactly(1, null, "x");
  }

  @Test
  void totalsComeBackAndCopiesAreApart() throws Exception {
    Totals totals = totals();
    Totals back = throughEverything(SpeedTypes.totals(codec), totals);
    assertSame(back, totals);
    Partial partial =
        throughEverything(
            SpeedTypes.partial(codec), new Partial(codec.key(new Object[] {"x"}), 7, totals));
    assertThat(partial.epoch()).isEqualTo(7);
    assertSame(partial.totals(), totals);

    Totals copy = codec.copy(totals);
    copy.add(codec.view(), 500, new InputRow(new Object[] {1, 1000L, "x"}));
    assertSame(totals, totals());
  }

  @Test
  void aSnapshotAcceptsItsOwnSerializerAndNoOther() {
    var words = SpeedTypes.totals(codec).createSerializer(new SerializerConfigImpl());
    var prefixes =
        SpeedTypes.totals(new ViewCodec(TickViews.prefixes()))
            .createSerializer(new SerializerConfigImpl());
    TypeSerializerSnapshot<Totals> now = words.snapshotConfiguration();
    assertThat(now.resolveSchemaCompatibility(words.snapshotConfiguration()).isCompatibleAsIs())
        .isTrue();
    assertThat(now.resolveSchemaCompatibility(prefixes.snapshotConfiguration()).isIncompatible())
        .isTrue();
  }

  private Totals totals() {
    Totals totals = Totals.empty(codec.view());
    totals.add(codec.view(), 100, new InputRow(new Object[] {1, 5L, "x"}));
    totals.add(codec.view(), 90, new InputRow(new Object[] {1, Long.MAX_VALUE, "x"}));
    return totals;
  }

  private void assertSame(Totals actual, Totals expected) {
    assertThat(actual.events()).isEqualTo(expected.events());
    assertThat(actual.appendTime()).isEqualTo(expected.appendTime());
    assertThat(codec.view().store(actual.states()))
        .isEqualTo(codec.view().store(expected.states()));
  }

  /** The way of a value into a checkpoint of one process and out of it in another. */
  private static <T> T throughEverything(TypeInformation<T> type, T value)
      throws IOException, ClassNotFoundException {
    TypeSerializer<T> serializer = type.createSerializer(new SerializerConfigImpl());
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataOutputSerializer snapshot = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(snapshot, serializer.snapshotConfiguration());

    TypeSerializer<T> restored =
        TypeSerializerSnapshot.<T>readVersionedSnapshot(
                new DataInputDeserializer(snapshot.getCopyOfBuffer()),
                SpeedTypesTest.class.getClassLoader())
            .restoreSerializer();
    TypeSerializer<T> shipped = InstantiationUtil.clone(restored);
    assertThat(shipped).isEqualTo(serializer);
    return shipped.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
  }
}
