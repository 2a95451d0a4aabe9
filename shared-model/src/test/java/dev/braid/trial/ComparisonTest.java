package dev.braid.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.Location;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final Split SPARK = new Split(2, List.of());
  private static final Split FLINK =
      new Split(0, List.of(new Split.Place(0, 0), new Split.Place(1, 0)));

  private final Comparison comparison =
      new Comparison(
          trial(List.of(0, 1), Map.of(List.of("a"), row("a", 1L), List.of("b"), row("b", 2L))));

  private static Trial trial(List<Integer> compared, Map<List<Object>, List<Object>> rows) {
    ColumnRef word = new ColumnRef("word", 0, DataType.VARCHAR);
    AggregateCall count = new AggregateCall("count", List.of(), null);
    ViewPlan plan =
        new ViewPlan(
            "words",
            null,
            List.of(new KeyColumn("word", word)),
            List.of(count),
            List.of(
                new OutputColumn("word", word),
                new OutputColumn("n", new ColumnRef("n", 1, DataType.BIGINT))));
    return new Trial(
        Location.of("tests/words.yml"),
        "",
        new ViewDefinition("words", 1000, "hash", plan, "SELECT …"),
        List.of(),
        new ExpectedRows(compared, rows),
        List.of("NOT_JSON", "WRONG_TYPE"),
        Tolerance.DEFAULT);
  }

  private static List<Object> row(Object... values) {
    return List.of(values);
  }

  private static Outcome outcome(Split split, Map<List<Object>, List<Object>> rows) {
    return new Outcome(
        split,
        rows,
        List.of(
            new Outcome.Rejected(1, "WRONG_TYPE", "…"), new Outcome.Rejected(2, "NOT_JSON", "…")));
  }

  @Test
  void findsNothingWhereAllIsAsExpected() {
    Outcome right = outcome(SPARK, Map.of(List.of("b"), row("b", 2L), List.of("a"), row("a", 1L)));
    assertThat(comparison.isAsExpected(right)).isTrue();
    assertThat(comparison.differences(right)).isEmpty();
  }

  @Test
  void tellsMissingUnexpectedAndDifferentRows() {
    Outcome wrong = outcome(SPARK, Map.of(List.of("a"), row("a", 7L), List.of("c"), row("c", 3L)));
    assertThat(comparison.differences(wrong))
        .containsExactlyInAnyOrder(
            new Comparison.Difference(
                Comparison.Kind.DIFFERENT, row("a", 1L), row("a", 7L), List.of(1)),
            new Comparison.Difference(Comparison.Kind.MISSING, row("b", 2L), null, List.of(0, 1)),
            new Comparison.Difference(
                Comparison.Kind.UNEXPECTED, null, row("c", 3L), List.of(0, 1)));
  }

  @Test
  void passesOverWhatIsNotCompared() {
    Comparison keysAlone = new Comparison(trial(List.of(0), Map.of(List.of("a"), row("a", 1L))));
    assertThat(keysAlone.differences(outcome(SPARK, Map.of(List.of("a"), row("a", 9L))))).isEmpty();
  }

  @Test
  void rejectionsAreExpectedByTheirCodesEachOnce() {
    List<Outcome.Rejected> twice =
        List.of(
            new Outcome.Rejected(1, "NOT_JSON", "first"),
            new Outcome.Rejected(2, "NOT_JSON", "second"));
    Outcome outcome = new Outcome(SPARK, Map.of(), twice);
    assertThat(comparison.unexpectedlyRejected(outcome)).containsExactly(twice.get(1));
    assertThat(comparison.notRejected(outcome)).containsExactly("WRONG_TYPE");
    assertThat(comparison.isAsExpected(outcome)).isFalse();
  }

  @Test
  void splitsThatSayTheSameStandTogether() {
    Outcome one = outcome(SPARK, Map.of(List.of("a"), row("a", 1L)));
    Outcome same = outcome(FLINK, Map.of(List.of("a"), row("a", 1L)));
    Outcome other = outcome(FLINK, Map.of(List.of("a"), row("a", 2L)));
    assertThat(comparison.agreeing(List.of(one, same))).containsExactly(List.of(one, same));
    assertThat(comparison.agreeing(List.of(one, other, same)))
        .containsExactly(List.of(one, same), List.of(other));
  }

  @Test
  void splitsMayGiveOtherReasonsButNoOtherCodes() {
    List<Outcome.Rejected> spark = List.of(new Outcome.Rejected(1, "NOT_JSON", "at byte 3"));
    List<Outcome.Rejected> flink = List.of(new Outcome.Rejected(1, "NOT_JSON", "at byte 4"));
    List<Outcome.Rejected> other = List.of(new Outcome.Rejected(1, "EMPTY", "at byte 3"));
    assertThat(
            comparison.agreeing(
                List.of(
                    new Outcome(SPARK, Map.of(), spark),
                    new Outcome(FLINK, Map.of(), flink),
                    new Outcome(FLINK, Map.of(), other))))
        .hasSize(2);
  }
}
