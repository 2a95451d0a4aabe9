package dev.braid.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Every aggregate over every type it takes: against brute force, and as the monoid it must be. A
 * sketch whose bytes follow the order of its merges is judged by its bound instead.
 */
class AggregateLawsTest {
  private static final int TRIES = 2000;

  /** A law, and rows for it. */
  record Input(AggregateLaw law, List<Object[]> rows) {
    @Override
    public String toString() {
      return rows.stream().map(Arrays::toString).collect(Collectors.joining(" ", law + " ", ""));
    }
  }

  @Provide
  Arbitrary<Input> inputs() {
    return Arbitraries.of(AggregateLaws.all())
        .flatMap(law -> law.rows().map(rows -> new Input(law, rows)));
  }

  @Example
  void everyAggregateHasLaws() {
    assertThat(AggregateLaws.all().stream().map(AggregateLaw::function).distinct())
        .containsExactlyInAnyOrderElementsOf(Aggregates.names());
  }

  @Property(tries = TRIES)
  void equalsBruteForce(@ForAll("inputs") Input input) {
    input.law().assertAnswer(input.rows(), input.law().filled(input.rows()).result());
  }

  @Property(tries = TRIES)
  void anySplitInAnyOrderGivesTheSame(@ForAll("inputs") Input input, @ForAll Random random) {
    AggregateFunction function = input.law().bind();
    List<Object[]> rows = new ArrayList<>(input.rows());
    Collections.shuffle(rows, random);
    List<State> parts = new ArrayList<>();
    for (int from = 0; from < rows.size(); ) {
      int to = from + random.nextInt(rows.size() - from + 1);
      parts.add(input.law().filled(rows.subList(from, to)));
      from = to;
    }
    while (parts.size() > 1) {
      State right = parts.remove(random.nextInt(parts.size()));
      State left = parts.remove(random.nextInt(parts.size()));
      left = random.nextBoolean() ? restored(function, left) : left;
      left.merge(random.nextBoolean() ? restored(function, right) : right);
      parts.add(left);
    }
    State merged = parts.isEmpty() ? function.empty() : parts.get(0);
    assertSame(input, merged, input.law().filled(input.rows()));
  }

  @Property(tries = TRIES)
  void mergeIsAssociative(@ForAll("inputs") Input input, @ForAll Random random) {
    AggregateFunction function = input.law().bind();
    List<State> abc = threeParts(input, random);
    State leftFirst = copy(function, abc.get(0));
    leftFirst.merge(abc.get(1));
    leftFirst.merge(abc.get(2));
    State rightFirst = copy(function, abc.get(1));
    rightFirst.merge(abc.get(2));
    State left = copy(function, abc.get(0));
    left.merge(rightFirst);
    assertSame(input, leftFirst, left);
  }

  @Property(tries = TRIES)
  void mergeIsCommutative(@ForAll("inputs") Input input, @ForAll Random random) {
    AggregateFunction function = input.law().bind();
    List<State> parts = threeParts(input, random);
    State abc = copy(function, parts.get(0));
    abc.merge(parts.get(1));
    abc.merge(parts.get(2));
    State bac = copy(function, parts.get(1));
    bac.merge(parts.get(0));
    bac.merge(parts.get(2));
    assertSame(input, abc, bac);
  }

  @Property(tries = TRIES)
  void emptyIsTheIdentity(@ForAll("inputs") Input input) {
    AggregateFunction function = input.law().bind();
    State state = input.law().filled(input.rows());
    Object[] before = fields(function, state);
    state.merge(restored(function, function.empty()));
    assertThat(fields(function, state)).isEqualTo(before);
    State fromEmpty = function.empty();
    fromEmpty.merge(state);
    assertThat(fields(function, fromEmpty)).isEqualTo(before);
    assertThat(fields(function, restored(function, state))).isEqualTo(before);
  }

  @Property(tries = TRIES)
  void mergeLeavesTheOtherAlone(@ForAll("inputs") Input input, @ForAll Random random) {
    AggregateFunction function = input.law().bind();
    List<State> parts = threeParts(input, random);
    Object[] before = fields(function, parts.get(1));
    Object resultBefore = parts.get(1).result();
    State target = parts.get(0);
    target.merge(parts.get(1));
    target.merge(parts.get(2));
    assertThat(fields(function, parts.get(1))).isEqualTo(before);
    assertThat(parts.get(1).result()).isEqualTo(resultBefore);
  }

  @Property(tries = TRIES)
  void lookingAtAStateDoesNotChangeIt(@ForAll("inputs") Input input) {
    AggregateFunction function = input.law().bind();
    State watched = function.empty();
    for (Object[] row : input.rows()) {
      input.law().add(watched, row);
      watched.result();
      fields(function, watched);
    }
    State unwatched = input.law().filled(input.rows());
    assertThat(fields(function, watched)).isEqualTo(fields(function, unwatched));
    assertThat(watched.result()).isEqualTo(unwatched.result());
  }

  private static List<State> threeParts(Input input, Random random) {
    AggregateFunction function = input.law().bind();
    List<State> parts = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      parts.add(function.empty());
    }
    input.rows().forEach(row -> input.law().add(parts.get(random.nextInt(3)), row));
    return parts;
  }

  private static State copy(AggregateFunction function, State state) {
    State copy = function.empty();
    copy.merge(state);
    return copy;
  }

  private static State restored(AggregateFunction function, State state) {
    return function.load(fields(function, state), 0);
  }

  private static Object[] fields(AggregateFunction function, State state) {
    Object[] fields = new Object[function.stateFields().size()];
    state.store(fields, 0);
    return fields;
  }

  /** Two states of all the rows. */
  private static void assertSame(Input input, State actual, State expected) {
    AggregateLaw law = input.law();
    if (!law.canonical()) {
      law.assertAnswer(input.rows(), actual.result());
      law.assertAnswer(input.rows(), expected.result());
      return;
    }
    AggregateFunction function = law.bind();
    Object[] actualFields = fields(function, actual);
    Object[] expectedFields = fields(function, expected);
    for (int i = 0; i < expectedFields.length; i++) {
      law.assertSame(input.rows(), actualFields[i], expectedFields[i]);
    }
    law.assertSame(input.rows(), actual.result(), expected.result());
  }
}
