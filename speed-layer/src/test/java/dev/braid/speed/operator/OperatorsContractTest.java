package dev.braid.speed.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.contract.Answers;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contract case through the two operators. */
class OperatorsContractTest {
  static List<ViewCase> cases() {
    return ViewCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsTheReferenceDoes(ViewCase view) throws Exception {
    for (long seed = 0; seed < 3; seed++) {
      assertThat(
              Answers.differences(
                  view.plan(), view.expected(), new OperatorPipeline(view, seed).run()))
          .as("%s, seed %d", view.name(), seed)
          .isEmpty();
    }
  }
}
