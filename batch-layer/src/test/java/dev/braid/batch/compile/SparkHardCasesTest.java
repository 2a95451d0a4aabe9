package dev.braid.batch.compile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.delta.TestSpark;
import dev.braid.contract.HardCases;
import dev.braid.contract.HardCases.HardCase;
import dev.braid.plan.Expression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The hard cases on Spark: all of them at once, each expression over the events of all. */
class SparkHardCasesTest {
  private static final List<HardCase> CASES = HardCases.planned();

  @Test
  void haveTheValuesThatTrinoGivesThem() {
    Map<List<Object>, Integer> positions = new LinkedHashMap<>();
    for (HardCase hard : CASES) {
      positions.putIfAbsent(Arrays.asList(hard.event()), positions.size());
    }
    List<Object[]> events = positions.keySet().stream().map(List::toArray).toList();
    List<Expression> expressions = CASES.stream().map(HardCase::expression).toList();
    List<List<Object>> values;
    try (SparkPlans spark = new SparkPlans(TestSpark.session(), HardCases.SOURCE, events)) {
      values = spark.evaluate(expressions);
    }
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < CASES.size(); i++) {
      HardCase hard = CASES.get(i);
      Object value = values.get(i).get(positions.get(Arrays.asList(hard.event())));
      String found = HardCases.print(hard.expression().type(), value);
      if (!found.equals(hard.expected())) {
        wrong.add(hard + " is " + found + ", should be " + hard.expected());
      }
    }
    assertThat(wrong).isEmpty();
  }
}
