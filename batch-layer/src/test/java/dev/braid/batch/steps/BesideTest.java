package dev.braid.batch.steps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.generations.Orders;
import dev.braid.batch.log.LogCut;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a run decides that builds a generation beside another. */
class BesideTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration HALF = Duration.ofMinutes(30);
  private static final Duration TWO_HOURS = Duration.ofHours(2);
  private static final Offsets READ = Offsets.of(Map.of(0, 100L));
  private static final Source SOURCE = source("orders");

  private static Source source(String topic) {
    return new Source(
        "orders",
        topic,
        "json",
        1,
        List.of(
            new Column("id", DataType.BIGINT, true),
            new Column("country", DataType.VARCHAR, false),
            new Column("amount", DataType.decimal(18, 2), false)));
  }

  private static final ViewDefinition OLD = view(SOURCE, null, HOUR);

  private static ViewDefinition view(Source source, String without, Duration epoch) {
    return Orders.view(
        "revenue",
        source,
        Orders.revenue(source, without == null ? null : Orders.isNot(source, without)),
        epoch);
  }

  private static Frontier at(String time) {
    return Frontier.parse("2026-11-24T" + time + ":00Z");
  }

  private static Committed<BatchCommit> committed(ViewDefinition view, Frontier frontier) {
    return new Committed<>(
        3,
        new BatchCommit(
            view.name(),
            view.definitionHash(),
            frontier,
            Frontier.NONE,
            READ,
            READ,
            Offsets.NONE,
            7,
            "2026-11-24T15:00:00Z"));
  }

  /** What a run wants done with one view of the new generation; the newest frontier is 15:00. */
  private static List<BatchEffect> effects(
      Source source, ViewDefinition view, Frontier stands, Frontier oldStands) {
    Beside beside = Beside.of(Orders.project(SOURCE, OLD));
    BatchSteps steps = new BatchSteps(List.of(source), List.of(view), Optional.of(beside));
    Map<String, Committed<BatchCommit>> found = new HashMap<>();
    Map<String, Committed<BatchCommit>> standing = new HashMap<>();
    if (stands != null) {
      found.put(view.name(), committed(view, stands));
    }
    if (oldStands != null) {
      standing.put(OLD.name(), committed(OLD, oldStands));
    }
    steps.looked(found, standing);
    Map<Epochs, Frontier> reached =
        ((BatchEffect.Cut) steps.next().orElseThrow()).reached().get(source.topic());
    Map<Epochs, Frontier> frontiers = new HashMap<>();
    reached.keySet().forEach(epochs -> frontiers.put(epochs, at("15:00")));
    steps.cut(
        List.of(new LogCut(source.topic(), "id", Offsets.NONE, READ, frontiers, new TreeSet<>())));
    steps.archived(
        source.topic(), new Committed<>(1, new RawCommit(source.topic(), "id", READ, "now")));
    steps.decoded(source.name(), new Committed<>(1, new EventsCommit("orders", READ, 0, "now")));
    // The old view may move meanwhile; what this run was told stays.
    steps.looked(found, Map.of(OLD.name(), committed(OLD, at("15:00"))));
    List<BatchEffect> effects = new ArrayList<>();
    while (!(steps.next().orElseThrow() instanceof BatchEffect.Look)) {
      BatchEffect next = steps.next().orElseThrow();
      effects.add(next);
      if (next instanceof BatchEffect.Recompute) {
        steps.recomputed();
      } else if (next instanceof BatchEffect.Commit) {
        steps.committed();
      } else {
        steps.kept();
      }
    }
    return effects;
  }

  private static List<BatchEffect> effects(
      ViewDefinition view, Frontier stands, Frontier oldStands) {
    return effects(SOURCE, view, stands, oldStands);
  }

  private static void assertMoves(List<BatchEffect> effects, String to, boolean unread) {
    assertThat(effects).hasSize(2);
    BatchEffect.Commit commit = (BatchEffect.Commit) effects.get(1);
    assertThat(((BatchEffect.Recompute) effects.get(0)).frontier()).isEqualTo(commit.frontier());
    assertThat(commit.frontier()).isEqualTo(at(to));
    assertThat(commit.unread()).isEqualTo(unread);
    assertThat(commit.offsets()).isEqualTo(READ);
  }

  private static void assertStays(List<BatchEffect> effects, String at) {
    assertThat(effects).hasSize(1);
    BatchEffect.Keep keep = (BatchEffect.Keep) effects.get(0);
    assertThat(keep.frontier()).isEqualTo(at(at));
    assertThat(keep.cut()).isNull();
  }

  @Test
  void aChangedViewStopsWhereTheOldOneStands() {
    assertMoves(effects(view(SOURCE, "at", HOUR), null, at("13:00")), "13:00", true);
  }

  @Test
  void itStopsAtTheLastEndOfAnEpochOfItsOwnThatTheOldOneCovers() {
    assertMoves(effects(view(SOURCE, null, HALF), null, at("13:00")), "13:00", true);
    assertMoves(effects(view(SOURCE, null, TWO_HOURS), null, at("13:00")), "12:00", true);
    assertMoves(effects(view(SOURCE, null, TWO_HOURS), null, at("14:00")), "14:00", true);
  }

  @Test
  void oneThatIsThereStays() {
    assertStays(effects(view(SOURCE, "at", HOUR), at("13:00"), at("13:00")), "13:00");
    assertStays(effects(view(SOURCE, "at", HOUR), at("14:00"), at("13:00")), "14:00");
    assertStays(effects(view(SOURCE, null, TWO_HOURS), at("12:00"), at("13:00")), "12:00");
    assertStays(effects(OLD, at("13:00"), at("13:00")), "13:00");
  }

  @Test
  void oneOfAnEarlierRunCatchesUp() {
    assertMoves(effects(view(SOURCE, "at", HOUR), at("12:00"), at("13:00")), "13:00", true);
  }

  @Test
  void withoutAnOldVersionToCompareWithItGoesAsFarAsItMay() {
    assertMoves(effects(view(SOURCE, "at", HOUR), null, null), "15:00", true);
    ViewDefinition fresh = Orders.view("turnover", SOURCE, Orders.revenue(SOURCE, null), HOUR);
    assertMoves(effects(fresh, null, at("13:00")), "15:00", true);
    Source other = source("orders-2");
    assertMoves(effects(other, view(other, null, HOUR), null, at("13:00")), "15:00", true);
  }

  @Test
  void aTableThatTheOldGenerationSharesHasReaders() {
    assertMoves(effects(OLD, null, null), "15:00", false);
  }

  @Test
  void nothingIsWaitedForOnBehalfOfAViewThatIsToldWhereToStop() {
    ViewDefinition changed = view(SOURCE, "at", HOUR);
    ViewDefinition fresh = Orders.view("turnover", SOURCE, Orders.revenue(SOURCE, null), HALF);
    Beside beside = Beside.of(Orders.project(SOURCE, OLD));
    BatchSteps steps =
        new BatchSteps(List.of(SOURCE), List.of(changed, fresh), Optional.of(beside));
    steps.looked(Map.of(), Map.of(OLD.name(), committed(OLD, at("13:00"))));
    assertThat(((BatchEffect.Cut) steps.next().orElseThrow()).reached())
        .isEqualTo(Map.of("orders", Map.of(Epochs.of(HALF), Frontier.NONE)));
  }
}
