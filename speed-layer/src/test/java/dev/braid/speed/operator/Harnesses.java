package dev.braid.speed.operator;

import dev.braid.log.Frontier;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.GroupKey;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.SpeedTypes;
import dev.braid.speed.codec.ViewCodec;
import dev.braid.speed.merge.MergeSettings;
import java.time.Duration;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/** The operators on Flink's test harnesses, with their own serializers. */
final class Harnesses {
  static final long BUNDLE_MILLIS = 200;
  static final int SPEED_PARTITIONS = 1;
  static final int MAX_RECORD_BYTES = 1 << 20;

  private Harnesses() {}

  static OneInputStreamOperatorTestHarness<DecodedEvent, Partial> preAggregate(
      Source source, ViewDefinition view) throws Exception {
    OneInputStreamOperatorTestHarness<DecodedEvent, Partial> harness =
        new OneInputStreamOperatorTestHarness<>(
            new PreAggregateOperator(view, Duration.ofMillis(BUNDLE_MILLIS)),
            SpeedTypes.decodedEvent(source).createSerializer(new SerializerConfigImpl()));
    harness.setup(
        SpeedTypes.partial(new ViewCodec(view.plan()))
            .createSerializer(new SerializerConfigImpl()));
    harness.open();
    return harness;
  }

  /**
   * @param state to restore, or null
   */
  static KeyedTwoInputStreamOperatorTestHarness<GroupKey, Partial, FrontierMove, LogRecord> merge(
      ViewDefinition view, Frontier previousFrontier, OperatorSubtaskState state) throws Exception {
    return merge(view, previousFrontier, MAX_RECORD_BYTES, state);
  }

  static KeyedTwoInputStreamOperatorTestHarness<GroupKey, Partial, FrontierMove, LogRecord> merge(
      ViewDefinition view,
      Frontier previousFrontier,
      int maxRecordBytes,
      OperatorSubtaskState state)
      throws Exception {
    MergeSettings settings =
        new MergeSettings(
            view.name(),
            7,
            previousFrontier.epochMillis(),
            previousFrontier.epochMillis(),
            BUNDLE_MILLIS,
            maxRecordBytes,
            SPEED_PARTITIONS,
            0);
    KeyedTwoInputStreamOperatorTestHarness<GroupKey, Partial, FrontierMove, LogRecord> harness =
        new KeyedTwoInputStreamOperatorTestHarness<>(
            new MergeOperator(settings, new ViewCodec(view.plan())),
            Partial::key,
            null,
            SpeedTypes.GROUP_KEY);
    harness.setup(SpeedTypes.LOG_RECORD.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      harness.initializeState(state);
    }
    harness.open();
    return harness;
  }
}
