package dev.braid.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AnswersTest {
  @Test
  void doublesAreTheSameToNineDigits() {
    assertThat(Answers.same(1.0, 1.0 + 1e-10)).isTrue();
    assertThat(Answers.same(1.0, 1.0 + 1e-8)).isFalse();
    assertThat(Answers.same(0.0, -0.0)).isTrue();
    assertThat(Answers.same(0.0, 1e-300)).isFalse();
  }

  @Test
  void whatIsNotFiniteIsTheSameAsItselfOnly() {
    assertThat(Answers.same(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY)).isTrue();
    assertThat(Answers.same(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY)).isFalse();
    assertThat(Answers.same(Double.POSITIVE_INFINITY, 5.0)).isFalse();
    assertThat(Answers.same(5.0f, Float.NEGATIVE_INFINITY)).isFalse();
    assertThat(Answers.same(Double.NaN, Double.NaN)).isTrue();
    assertThat(Answers.same(Double.NaN, Double.POSITIVE_INFINITY)).isFalse();
    assertThat(Answers.same(List.of(Double.POSITIVE_INFINITY), List.of(1.0))).isFalse();
  }
}
