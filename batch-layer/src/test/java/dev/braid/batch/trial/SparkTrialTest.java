package dev.braid.batch.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.delta.TestSpark;
import dev.braid.trial.TrialAnswer;
import dev.braid.trial.TrialRequest;
import dev.braid.trial.TrialSample;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Parts of many cases and views through Spark at once. */
class SparkTrialTest {
  private static final TrialSample SAMPLE = TrialSample.SAMPLE;

  @Test
  void answersEveryPartAsTheReference() throws IOException {
    TrialAnswer batch = new SparkTrial(TestSpark.session(), SAMPLE.run().batchRequest()).answer();
    TrialAnswer speed = TrialSample.reference(SAMPLE.run().speedRequest());

    assertThat(SAMPLE.differences(batch, speed)).isEmpty();
  }

  @Test
  void nothingAskedNothingAnswered() {
    TrialRequest nothing = new TrialRequest(SAMPLE.run().batchRequest().project(), List.of());

    TrialAnswer answer = new SparkTrial(TestSpark.session(), nothing).answer();

    assertThat(answer).isEqualTo(new TrialAnswer(List.of(), List.of()));
  }
}
