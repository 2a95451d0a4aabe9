package dev.braid.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRunTest {
  private static final TrialSample SAMPLE = TrialSample.SAMPLE;

  @Test
  void rightAnswersAreAsExpectedInEverySplit() throws IOException {
    TrialAnswer batch = TrialSample.reference(SAMPLE.run().batchRequest());
    TrialAnswer speed = TrialSample.reference(SAMPLE.run().speedRequest());

    assertThat(SAMPLE.differences(batch, speed)).isEmpty();
    assertThat(SAMPLE.run().splits()).isEqualTo(5 * 5);
  }

  @Test
  void whatALayerForgetsIsFound() throws IOException {
    TrialAnswer batch = TrialSample.reference(SAMPLE.run().batchRequest());
    TrialAnswer speed = TrialSample.reference(SAMPLE.run().speedRequest());

    assertThat(SAMPLE.differences(batch, new TrialAnswer(List.of(), speed.rejected())))
        .isNotEmpty();
    assertThat(SAMPLE.differences(batch, new TrialAnswer(speed.groups(), List.of()))).isNotEmpty();
  }

  @Test
  void requestsAndAnswersGoThroughFiles(@TempDir Path folder) throws IOException {
    SAMPLE.run().batchRequest().write(folder.resolve("request"));
    TrialRequest read = TrialRequest.read(folder.resolve("request"));
    TrialAnswer answer = TrialSample.reference(read);
    answer.write(folder.resolve("answer"));

    assertThat(answer).isEqualTo(TrialSample.reference(SAMPLE.run().batchRequest()));
    assertThat(TrialAnswer.read(folder.resolve("answer"))).isEqualTo(answer);
  }
}
