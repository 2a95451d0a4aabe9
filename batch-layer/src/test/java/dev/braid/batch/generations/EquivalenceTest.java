package dev.braid.batch.generations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EquivalenceTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Column ID = new Column("id", DataType.BIGINT, true);
  private static final Column COUNTRY = new Column("country", DataType.VARCHAR, false);
  private static final Column AMOUNT = new Column("amount", DataType.decimal(18, 2), false);
  private static final Source SOURCE =
      new Source("orders", "orders", "json", 1, List.of(ID, COUNTRY, AMOUNT));

  private static Equivalence to(Source source, ViewPlan plan, Duration epoch) {
    ViewDefinition before = Orders.view("revenue", SOURCE, Orders.revenue(SOURCE, null), HOUR);
    ViewDefinition now = Orders.view("revenue", source, plan, epoch);
    CompiledProject old = Orders.project(SOURCE, before);
    return Equivalence.of(old, before, Orders.project(source, now), now);
  }

  private static Equivalence to(Source source) {
    return to(source, Orders.revenue(source, null), HOUR);
  }

  private static Equivalence to(Column... columns) {
    return to(Orders.of(SOURCE, List.of(columns)));
  }

  @Test
  void nothingHasChanged() {
    assertThat(to(SOURCE)).isEqualTo(new Equivalence(true, true));
  }

  @Test
  void anotherQueryMayAnswerOtherwise() {
    Equivalence filtered = to(SOURCE, Orders.revenue(SOURCE, Orders.isNot(SOURCE, "at")), HOUR);
    assertThat(filtered).isEqualTo(new Equivalence(false, false));
    ViewPlan other =
        Orders.byCountry(
            SOURCE,
            null,
            List.of("orders", "revenue"),
            new AggregateCall("count", List.of(), null),
            new AggregateCall("max", List.of(Orders.column(SOURCE, "amount")), null));
    assertThat(to(SOURCE, other, HOUR).samePlan()).isFalse();
  }

  @Test
  void anotherEpochAnswersTheSame() {
    Equivalence changes = to(SOURCE, Orders.revenue(SOURCE, null), Duration.ofMinutes(30));
    assertThat(changes).isEqualTo(new Equivalence(true, true));
  }

  @Test
  void aColumnThatTheQueryDoesNotReadChangesNothing() {
    Column channel = new Column("channel", DataType.VARCHAR, false);
    assertThat(to(channel, ID, COUNTRY, AMOUNT))
        .as("wherever it stands")
        .isEqualTo(new Equivalence(true, true));
  }

  @Test
  void aColumnThatIsRequiredDecidesWhatAnEventIs() {
    Column channel = new Column("channel", DataType.VARCHAR, true);
    assertThat(to(ID, COUNTRY, AMOUNT, channel).sameAnswers()).isFalse();
    assertThat(to(new Column("id", DataType.VARCHAR, true), COUNTRY, AMOUNT).sameAnswers())
        .isFalse();
    assertThat(to(COUNTRY, AMOUNT).sameAnswers()).as("no longer required").isFalse();
  }

  @Test
  void aColumnThatTheQueryReadsMayAnswerOtherwise() {
    Column elsewhere = new Column("amount", DataType.decimal(18, 2), false, List.of("total"));
    assertThat(to(ID, COUNTRY, elsewhere).samePlan()).isTrue();
    assertThat(to(ID, COUNTRY, elsewhere).sameAnswers()).isFalse();
  }

  @Test
  void anotherTopicMayAnswerOtherwise() {
    Source source = new Source("orders", "orders-2", "json", 1, SOURCE.columns());
    assertThat(to(source)).isEqualTo(new Equivalence(true, false));
  }
}
