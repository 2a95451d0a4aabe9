package dev.braid.speed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.contract.Answers;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
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
import java.util.Random;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every contract case through the two operators, two pre-aggregations wide, with bundles, epochs
 * and a restore at random places.
 */
class OperatorsContractTest {
  private static final long EPOCH = 1_000;

  static List<ViewCase> cases() {
    return ViewCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsTheReferenceDoes(ViewCase view) throws Exception {
    for (long seed = 0; seed < 3; seed++) {
      ViewDefinition definition = TickViews.definition(view.name(), view.plan(), EPOCH);
      Pipeline pipeline = new Pipeline(view, definition, seed);
      pipeline.run();
      assertThat(
              Answers.differences(
                  view.plan(), view.expected(), pipeline.published.rows(Frontier.NONE)))
          .as("%s, seed %d", view.name(), seed)
          .isEmpty();
    }
  }

  private static final class Pipeline {
    private final ViewCase view;
    private final ViewDefinition definition;
    private final Random random;
    private final PublishedView published;
    private final List<OneInputStreamOperatorTestHarness<DecodedEvent, Partial>> preAggregates =
        new ArrayList<>();
    private KeyedTwoInputStreamOperatorTestHarness<GroupKey, Partial, FrontierMove, LogRecord>
        merge;
    private long time;

    Pipeline(ViewCase view, ViewDefinition definition, long seed) throws Exception {
      this.view = view;
      this.definition = definition;
      this.random = new Random(seed);
      this.published = new PublishedView(view.plan());
      for (int i = 0; i < 2; i++) {
        preAggregates.add(Harnesses.preAggregate(view.source(), definition));
      }
      this.merge = Harnesses.merge(definition, Frontier.NONE, null);
    }

    void run() throws Exception {
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
}
