package dev.braid.speed.operator;

import dev.braid.contract.ViewCase;
import dev.braid.log.Frontier;
import dev.braid.project.ViewDefinition;
import dev.braid.speed.PublishedView;
import dev.braid.speed.TickViews;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.GroupKey;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.Partial;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;

/**
 * A view through the two operators, two pre-aggregations wide, with bundles, epochs and a restore
 * at places that a seed chooses.
 */
final class OperatorPipeline {
  private static final long EPOCH = 1_000;

  private final ViewCase view;
  private final ViewDefinition definition;
  private final Random random;
  private final PublishedView published;
  private final List<OneInputStreamOperatorTestHarness<DecodedEvent, Partial>> preAggregates =
      new ArrayList<>();
  private KeyedTwoInputStreamOperatorTestHarness<GroupKey, Partial, FrontierMove, LogRecord> merge;
  private long time;

  OperatorPipeline(ViewCase view, long seed) throws Exception {
    this.view = view;
    this.definition = TickViews.definition(view.name(), view.plan(), EPOCH);
    this.random = new Random(seed);
    this.published = new PublishedView(view.plan());
    for (int i = 0; i < 2; i++) {
      preAggregates.add(Harnesses.preAggregate(view.source(), definition));
    }
    this.merge = Harnesses.merge(definition, Frontier.NONE, null);
  }

  /** The rows that a reader of the speed topic sees in the end. */
  Map<List<Object>, List<Object>> run() throws Exception {
    int restoreAt = random.nextInt(view.events().size());
    for (int i = 0; i < view.events().size(); i++) {
      DecodedEvent event =
          new DecodedEvent(random.nextInt((int) (3 * EPOCH)), view.events().get(i).clone());
      preAggregates.get(random.nextInt(2)).processElement(new StreamRecord<>(event));
      if (random.nextInt(20) == 0) {
        tick();
      }
      if (i == restoreAt) {
        restore();
      }
    }
    for (OneInputStreamOperatorTestHarness<DecodedEvent, Partial> harness : preAggregates) {
      harness.endInput();
      harness.getOperator().finish();
    }
    forward();
    merge.getOperator().finish();
    publish();
    close();
    return published.rows(Frontier.NONE);
  }

  private void tick() throws Exception {
    time += Harnesses.BUNDLE_MILLIS;
    preAggregates.get(random.nextInt(2)).setProcessingTime(time);
    forward();
    if (random.nextBoolean()) {
      merge.setProcessingTime(time);
      publish();
    }
  }

  private void restore() throws Exception {
    for (OneInputStreamOperatorTestHarness<DecodedEvent, Partial> harness : preAggregates) {
      harness.prepareSnapshotPreBarrier(1);
    }
    forward();
    merge.prepareSnapshotPreBarrier(1);
    publish();
    OperatorSubtaskState state = merge.snapshot(1, time);
    merge.close();
    merge = Harnesses.merge(definition, Frontier.NONE, state);
    merge.setProcessingTime(time);
  }

  private void forward() throws Exception {
    for (OneInputStreamOperatorTestHarness<DecodedEvent, Partial> harness : preAggregates) {
      for (Partial partial : harness.extractOutputValues()) {
        merge.processElement1(new StreamRecord<>(partial));
      }
      harness.getOutput().clear();
    }
  }

  private void publish() {
    merge.extractOutputValues().forEach(r -> published.apply(r.key(), r.value()));
    merge.getOutput().clear();
  }

  private void close() throws Exception {
    for (OneInputStreamOperatorTestHarness<DecodedEvent, Partial> harness : preAggregates) {
      harness.close();
    }
    merge.close();
  }
}
