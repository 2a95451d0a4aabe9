package dev.braid.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.Golden;
import dev.braid.contract.HardCases.HardCase;
import dev.braid.expression.ExpressionCompiler;
import dev.braid.expression.InputRow;
import dev.braid.plan.Expression;
import dev.braid.project.CompiledProject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HardCasesTest {
  static List<HardCase> cases() {
    return HardCases.all();
  }

  static List<String> files() {
    return HardCases.FILES;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void hasTheValueThatTrinoGivesIt(HardCase hard) {
    Object value =
        ExpressionCompiler.compile(hard.expression()).evaluate(new InputRow(hard.event()));
    assertThat(HardCases.print(hard.expression().type(), value)).isEqualTo(hard.expected());
  }

  @ParameterizedTest
  @MethodSource("files")
  void planIsWhatTheSqlCompilesTo(String file) throws JsonProcessingException {
    ObjectWriter writer =
        CompiledProject.json().writer().without(SerializationFeature.INDENT_OUTPUT);
    StringBuilder plans = new StringBuilder();
    for (HardCase hard : HardCases.compiled(file)) {
      String json = writer.writeValueAsString(hard.expression());
      plans.append(json).append('\n');
      assertThat(CompiledProject.json().readValue(json, Expression.class))
          .isEqualTo(hard.expression());
    }
    Golden.check(HardCases.planFile(file), plans.toString());
  }
}
