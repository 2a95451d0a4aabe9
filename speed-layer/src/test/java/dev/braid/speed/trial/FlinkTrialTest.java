package dev.braid.speed.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.trial.TrialAnswer;
import dev.braid.trial.TrialRequest;
import dev.braid.trial.TrialSample;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts of many cases and views through one Flink job. */
class FlinkTrialTest {
  private static final TrialSample SAMPLE = TrialSample.SAMPLE;

  @TempDir Path scratch;

  private TrialAnswer answer(TrialRequest request) throws IOException, InterruptedException {
    return new FlinkTrial(request, scratch).answer();
  }

  @Test
  void answersEveryPartAsTheReference() throws IOException, InterruptedException {
    TrialAnswer batch = TrialSample.reference(SAMPLE.run().batchRequest());
    TrialAnswer speed = answer(SAMPLE.run().speedRequest());

    assertThat(SAMPLE.differences(batch, speed)).isEmpty();
  }

  @Test
  void nothingAskedNothingAnswered() throws IOException, InterruptedException {
    TrialRequest nothing = new TrialRequest(SAMPLE.run().speedRequest().project(), List.of());

    assertThat(answer(nothing)).isEqualTo(new TrialAnswer(List.of(), List.of()));
  }
}
