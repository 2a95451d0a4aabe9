package dev.braid.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.project.CompiledProject;
import org.junit.jupiter.api.Test;

class QuarantinedEventTest {
  @Test
  void comesBackByteForByte() throws JsonProcessingException {
    byte[] value = {0, (byte) 0xff, '{', (byte) 0xc3};
    QuarantinedEvent event =
        new QuarantinedEvent("orders", 3, 17, 1_767_225_600_000L, "NOT_JSON", "why", value);
    String json = CompiledProject.json().writeValueAsString(event);
    QuarantinedEvent read = CompiledProject.json().readValue(json, QuarantinedEvent.class);
    assertThat(read).usingRecursiveComparison().isEqualTo(event);
    assertThat(event.key()).isEqualTo("orders/3/17");
  }

  @Test
  void holdsARecordWithoutAValue() throws JsonProcessingException {
    QuarantinedEvent event = new QuarantinedEvent("orders", 0, 0, 0, "EMPTY", "no value", null);
    String json = CompiledProject.json().writeValueAsString(event);
    assertThat(json).contains("\"value\" : null");
    assertThat(CompiledProject.json().readValue(json, QuarantinedEvent.class).value()).isNull();
  }
}
