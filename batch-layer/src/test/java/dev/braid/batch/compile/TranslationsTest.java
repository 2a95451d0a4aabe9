package dev.braid.batch.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.aggregate.Aggregates;
import dev.braid.error.BraidException;
import dev.braid.function.ScalarFunctions;
import org.junit.jupiter.api.Test;

class TranslationsTest {
  @Test
  void everyAggregateIsTranslated() {
    assertThat(SparkAggregates.names()).containsExactlyInAnyOrderElementsOf(Aggregates.names());
  }

  @Test
  void everyFunctionIsTranslated() {
    assertThat(SparkFunctions.names()).containsExactlyInAnyOrderElementsOf(ScalarFunctions.names());
  }

  @Test
  void whatIsNotTranslatedIsNamed() {
    assertThatThrownBy(() -> SparkAggregates.get("median"))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("aggregate median");
  }
}
