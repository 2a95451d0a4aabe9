package dev.braid.speed.operator;

import dev.braid.speed.codec.GroupKey;
import dev.braid.speed.codec.SpeedTypes;
import dev.braid.speed.codec.Totals;
import dev.braid.speed.codec.ViewCodec;
import dev.braid.speed.merge.Slot;
import dev.braid.speed.merge.TotalsStore;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.internal.InternalValueState;
import org.apache.flink.util.FlinkRuntimeException;

/** Totals in Flink's keyed state, an epoch being a namespace. */
final class FlinkTotals implements TotalsStore {
  private static final String STATE = "totals";

  private final KeyedStateBackend<GroupKey> backend;
  private final InternalValueState<GroupKey, Long, Totals> state;

  @SuppressWarnings("unchecked")
  FlinkTotals(KeyedStateBackend<GroupKey> backend, ViewCodec codec) throws Exception {
    this.backend = backend;
    this.state =
        (InternalValueState<GroupKey, Long, Totals>)
            backend.getOrCreateKeyedState(
                LongSerializer.INSTANCE,
                new ValueStateDescriptor<>(
                    STATE, SpeedTypes.totals(codec).createSerializer(new SerializerConfigImpl())));
  }

  @Override
  public Totals get(Slot slot) {
    at(slot);
    try {
      return state.value();
    } catch (IOException e) {
      throw new FlinkRuntimeException(e);
    }
  }

  @Override
  public void put(Slot slot, Totals totals) {
    at(slot);
    try {
      state.update(totals);
    } catch (IOException e) {
      throw new FlinkRuntimeException(e);
    }
  }

  @Override
  public void clear(Slot slot) {
    at(slot);
    state.clear();
  }

  /** Flink has set the key already, the very object, for an element that comes in. */
  @SuppressWarnings("ReferenceEquality")
  private void at(Slot slot) {
    if (backend.getCurrentKey() != slot.key()) {
      backend.setCurrentKey(slot.key());
    }
    state.setCurrentNamespace(slot.epoch());
  }

  @Override
  public void forEachSlot(Consumer<Slot> visitor) {
    try (Stream<Tuple2<GroupKey, Long>> held = backend.getKeysAndNamespaces(STATE)) {
      held.forEach(slot -> visitor.accept(new Slot(slot.f0, slot.f1)));
    }
  }
}
