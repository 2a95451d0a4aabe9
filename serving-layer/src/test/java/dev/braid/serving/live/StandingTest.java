package dev.braid.serving.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.Frontier;
import dev.braid.project.BatchSettings;
import dev.braid.serving.engine.Position;
import dev.braid.serving.merge.ViewState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class StandingTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final Instant FRONTIER = Instant.parse("2026-11-23T01:00:00Z");

  /** Where the first hour that the batch view does not cover ends. */
  private static final long COULD_MOVE = FRONTIER.toEpochMilli() + HOUR;

  private long at = COULD_MOVE;
  private long since = COULD_MOVE;
  private ViewState state = ViewState.READY;
  private boolean everRun = true;
  private String problem;
  private Optional<String> speedProblem = Optional.empty();
  private Optional<String> sourcesProblem = Optional.empty();
  private Long silentFor = 0L;
  private Long behindTheLog = 0L;
  private long uncounted;

  private Standing standing() {
    Frontier frontier = everRun ? new Frontier(FRONTIER.toEpochMilli()) : Frontier.NONE;
    Position position =
        state.answers()
            ? new Position("v", everRun ? 3L : null, frontier, null, 1, 1, 1, at - behindTheLog)
            : null;
    Long heardAt = silentFor == null ? null : at - silentFor;
    ViewStatus status =
        new ViewStatus(
            "v", state, position, null, null, heardAt, 0, 0, uncounted, uncounted, 0, problem);
    return Standing.of(
        new Seen(
            status,
            HOUR,
            BatchSettings.DEFAULT,
            at,
            since,
            at - behindTheLog,
            true,
            OptionalLong.of(at),
            speedProblem,
            sourcesProblem));
  }

  private void batchIsOld(Duration age) {
    at = COULD_MOVE + age.toMillis();
  }

  @Test
  void allIsWell() {
    batchIsOld(Duration.ofHours(26));
    assertThat(standing().degraded()).isFalse();
    assertThat(standing().warnings()).isEmpty();
    assertThat(standing().batchAgeMillis()).isEqualTo(26 * HOUR);
    assertThat(standing().speedLagMillis()).isZero();
  }

  @Test
  void aLateBatchIsAWarning() {
    batchIsOld(Duration.ofHours(26).plusMillis(1));
    assertThat(standing().degraded()).isFalse();
    assertThat(standing().warnings())
        .containsExactly(
            "the batch view is 26 h behind: frontier 2026-11-23T01:00:00Z; run `braid batch run`");
    batchIsOld(Duration.ofHours(50));
    assertThat(standing().degraded()).isFalse();
    assertThat(standing().warnings()).hasSize(1);
  }

  @Test
  void aVeryLateBatchDegrades() {
    batchIsOld(Duration.ofHours(50).plusMillis(1));
    assertThat(standing().reason())
        .isEqualTo(
            "the batch view is 50 h behind: frontier 2026-11-23T01:00:00Z; run `braid batch run`,"
                + " see its log");
    assertThat(standing().warnings()).isEmpty();
  }

  @Test
  void anEpochThatHasNotEndedIsNotLate() {
    at = FRONTIER.toEpochMilli() + 1;
    assertThat(standing().batchAgeMillis()).isZero();
  }

  @Test
  void withoutABatchRunTimeCountsFromTheStart() {
    everRun = false;
    assertThat(standing().batchAgeMillis()).isZero();
    assertThat(standing().warnings()).isEmpty();
    at = since + 27 * HOUR;
    assertThat(standing().warnings())
        .containsExactly("no batch run has computed the view in 27 h; run `braid batch run`");
    at = since + 80 * HOUR;
    assertThat(standing().reason())
        .isEqualTo("no batch run has computed the view in 3 d; run `braid batch run`, see its log");
  }

  @Test
  void aViewWithoutAnEventIsNeverLate() {
    everRun = false;
    state = ViewState.EMPTY;
    at = since + 1000 * HOUR;
    assertThat(standing().batchAgeMillis()).isNull();
    assertThat(standing().degraded()).isFalse();
  }

  @Test
  void whatIsNotLoadedHasNoAgeButAReason() {
    state = ViewState.LOADING;
    problem = "the batch view is still loading";
    assertThat(standing().batchAgeMillis()).isNull();
    assertThat(standing().reason()).isEqualTo("the batch view is still loading");
  }

  @Test
  void stragglersAreAWarning() {
    uncounted = 1;
    assertThat(standing().warnings())
        .containsExactly("1 event fell behind the frontier, not counted until the next batch run");
    assertThat(standing().degraded()).isFalse();
    uncounted = 12;
    assertThat(standing().warnings())
        .containsExactly(
            "12 events fell behind the frontier, not counted until the next batch run");
  }

  @Test
  void aSpeedLayerThatIsDownDegrades() {
    silentFor = null;
    assertThat(standing().reason()).isEqualTo("the speed layer has not been heard of yet");
    silentFor = 10_000L;
    assertThat(standing().degraded()).isFalse();
    silentFor = 11_000L;
    assertThat(standing().reason()).isEqualTo("the speed layer has been silent for 11 s");
    silentFor = 0L;
    behindTheLog = 31_000L;
    assertThat(standing().reason()).isEqualTo("the speed layer is 31 s behind the source's topic");
    speedProblem = Optional.of("there is no topic t");
    assertThat(standing().reason()).isEqualTo("there is no topic t");
    speedProblem = Optional.empty();
    sourcesProblem = Optional.of("Kafka does not answer");
    assertThat(standing().reason()).isEqualTo("Kafka does not answer");
  }

  @Test
  void oneTroubleDoesNotHideAnother() {
    silentFor = 60_000L;
    uncounted = 2;
    batchIsOld(Duration.ofDays(4));
    assertThat(standing().reason())
        .startsWith("the speed layer has been silent for 60 s; the batch view is 4 d behind");
    assertThat(standing().warnings()).hasSize(1);
  }
}
