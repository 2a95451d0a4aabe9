package dev.braid.launcher.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class AnswerTest {
  private static final String JSON =
      """
      {"columns": [{"name": "country", "type": "varchar"},
                   {"name": "revenue", "type": "decimal(38,2)"},
                   {"name": "orders", "type": "bigint"}],
       "rows": [["DE", "1250.50", 12], [null, "7.00", 1]],
       "views": {"revenue": {"frontier": "2026-01-01T00:00:00Z", "batch_version": 3,
                             "speed_lag_ms": 240, "degraded": true,
                             "reason": "the speed layer is silent",
                             "warnings": ["the batch view is 27 h behind", "1 event fell"]},
                 "hours": {"frontier": "none", "batch_version": null, "speed_lag_ms": null,
                           "degraded": false}}}
      """;

  private final Answer answer = answer();

  @Test
  void saysHowEachViewStands() {
    assertThat(answer.positions())
        .extracting(Position::line)
        .containsExactly(
            "revenue: batch version 3 up to 2026-01-01T00:00:00Z, speed lag 240 ms,"
                + " DEGRADED: the speed layer is silent, warning: the batch view is 27 h behind,"
                + " warning: 1 event fell",
            "hours: no batch view yet, speed lag unknown");
  }

  @Test
  void saysWhatIsAmissALineEach() {
    assertThat(answer.positions().get(0).complaints())
        .containsExactly(
            "revenue: DEGRADED: the speed layer is silent",
            "revenue: warning: the batch view is 27 h behind",
            "revenue: warning: 1 event fell");
    assertThat(answer.positions().get(1).complaints()).isEmpty();
  }

  private static Answer answer() {
    return answer(JSON);
  }

  private static Answer answer(String json) {
    try {
      return new Answer(
          JsonMapper.builder()
              .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
              .build()
              .readTree(json));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
