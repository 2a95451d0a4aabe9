package dev.braid.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.reference.ReferenceInterpreter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whole views: however the events are split, stored and merged, the answer is the same. */
class SplitTest {
  @Provide
  Arbitrary<ViewCase> cases() {
    return Arbitraries.of(ViewCases.all());
  }

  @Property(tries = 200)
  void mergedPartsAnswerAsTheWhole(@ForAll("cases") ViewCase view, @ForAll Random random) {
    List<List<Object[]>> parts = new ArrayList<>();
    int count = 1 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    view.events().forEach(event -> parts.get(random.nextInt(count)).add(event));

    CompiledView compiled = new CompiledView(view.plan());
    Map<List<Object>, Object[]> stored = new HashMap<>();
    for (List<Object[]> part : parts) {
      new ReferenceInterpreter(view.plan())
          .states(part)
          .forEach((key, states) -> stored.merge(key, compiled.store(states), merger(compiled)));
    }
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    stored.forEach(
        (key, fields) ->
            rows.put(key, Arrays.asList(compiled.result(key.toArray(), compiled.load(fields)))));
    assertThat(Answers.differences(view.plan(), view.expected(), rows)).isEmpty();
  }

  private static BinaryOperator<Object[]> merger(CompiledView view) {
    return (left, right) -> {
      State[] states = view.load(left);
      view.merge(states, view.load(right));
      return view.store(states);
    };
  }
}
