package dev.braid.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.project.CompiledProject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class EpochsTest {
  private static final long YEARS_3000 = 32_503_680_000_000L;

  @Property
  void anEpochHoldsItsRecordsAndNoOthers(
      @ForAll @LongRange(min = -YEARS_3000, max = YEARS_3000) long time,
      @ForAll @LongRange(min = 1000, max = 86_400_000) long length) {
    Epochs epochs = new Epochs(length);
    long epoch = epochs.epochOf(time);
    assertThat(time).isBetween(epoch, epoch + length - 1);
    assertThat(epoch % length).isZero();
    assertThat(epochs.epochOf(epoch)).isEqualTo(epoch);
    assertThat(epochs.epochOf(epoch + length - 1)).isEqualTo(epoch);
    assertThat(epochs.epochOf(epoch + length)).isEqualTo(epoch + length);
  }

  @Property
  void theLatestFrontierCoversOnlyEpochsOverForGrace(
      @ForAll @LongRange(min = 0, max = YEARS_3000) long now,
      @ForAll @LongRange(min = 1000, max = 86_400_000) long length,
      @ForAll @LongRange(min = 0, max = 600_000) long grace) {
    Epochs epochs = new Epochs(length);
    Frontier frontier = epochs.latestFrontier(Instant.ofEpochMilli(now), Duration.ofMillis(grace));
    long epoch = frontier.epochMillis();
    assertThat(epochs.epochOf(epoch)).isEqualTo(epoch);
    assertThat(frontier.covers(epoch - length)).isTrue();
    assertThat(frontier.covers(epoch)).isFalse();
    assertThat(epoch + grace).isLessThanOrEqualTo(now);
    assertThat(epoch + length + grace).isGreaterThan(now);
  }

  @Test
  void anEpochLastsASecondAtLeast() {
    assertThat(Epochs.of(Duration.ofSeconds(1)).lengthMillis()).isEqualTo(1000);
    assertThatThrownBy(() -> new Epochs(999)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void everyEpochIsOnOneSideOfAFrontier(@ForAll long epoch, @ForAll long at) {
    Frontier frontier = new Frontier(at);
    assertThat(frontier.covers(epoch)).isEqualTo(epoch < at);
    assertThat(Frontier.NONE.covers(epoch)).isFalse();
    assertThat(frontier.isAfter(Frontier.NONE)).isEqualTo(!frontier.equals(Frontier.NONE));
  }

  @Property
  void aFrontierReadsBack(@ForAll long at) throws JsonProcessingException {
    Frontier frontier = new Frontier(at);
    assertThat(Frontier.parse(frontier.toString())).isEqualTo(frontier);
    String json = CompiledProject.json().writeValueAsString(frontier);
    assertThat(CompiledProject.json().readValue(json, Frontier.class)).isEqualTo(frontier);
  }

  @Test
  void aFrontierIsWrittenAsAnInstant() {
    assertThat(new Frontier(1_767_225_600_000L)).hasToString("2026-01-01T00:00:00Z");
    assertThat(Frontier.NONE).hasToString("none");
  }

  @Property
  void offsetsReadBack(@ForAll Map<@IntRange(min = 0) Integer, Long> next)
      throws JsonProcessingException {
    Offsets offsets = Offsets.of(next);
    String json = CompiledProject.json().writeValueAsString(offsets);
    assertThat(CompiledProject.json().readValue(json, Offsets.class)).isEqualTo(offsets);
    assertThat(offsets.isEmpty()).isEqualTo(next.isEmpty());
    next.forEach(
        (partition, offset) -> assertThat(offsets.nextOr(partition, -7)).isEqualTo(offset));
    assertThat(offsets.nextOr(-1, -7)).isEqualTo(-7);
  }

  @Test
  void aCommitReadsBack() throws JsonProcessingException {
    BatchCommit commit =
        new BatchCommit(
            "daily",
            "ab".repeat(32),
            new Frontier(7_200_000),
            Frontier.NONE,
            Offsets.of(new TreeMap<>(Map.of(0, 5L, 10, 7L, 2, 6L))),
            Offsets.of(Map.of(0, 4L)),
            Offsets.NONE,
            12,
            "2026-01-01T00:00:00Z");
    FrontierAnnouncement announcement = new FrontierAnnouncement(3, commit);
    String json = CompiledProject.json().writeValueAsString(announcement);
    assertThat(CompiledProject.json().readValue(json, FrontierAnnouncement.class))
        .isEqualTo(announcement);
    String newer = json.replace("\"batchVersion\"", "\"added_later\" : 1, \"batchVersion\"");
    assertThat(CompiledProject.json().readValue(newer, FrontierAnnouncement.class))
        .isEqualTo(announcement);
  }

  @Test
  void aFrontierNeverGoesBack() {
    assertThatThrownBy(
            () ->
                new BatchCommit(
                    "v",
                    "h",
                    new Frontier(1),
                    new Frontier(2),
                    Offsets.NONE,
                    Offsets.NONE,
                    Offsets.NONE,
                    0,
                    "2026-01-01T00:00:00Z"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void versionsAreOrderedByGenerationThenEvents(
      @ForAll long generationA,
      @ForAll long eventsA,
      @ForAll long generationB,
      @ForAll long eventsB) {
    Version a = new Version(generationA, eventsA);
    Version b = new Version(generationB, eventsB);
    boolean newer = generationA > generationB || (generationA == generationB && eventsA >= eventsB);
    assertThat(a.supersedes(b)).isEqualTo(newer);
    assertThat(a.supersedes(a)).isTrue();
    assertThat(a.compareTo(b)).isEqualTo(-b.compareTo(a));
  }

  @Test
  void theLaterOfEqualVersionsWins() {
    List<Version> arrivals = List.of(new Version(1, 9), new Version(2, 1), new Version(1, 99));
    Version held = new Version(0, 0);
    for (Version arrival : arrivals) {
      held = arrival.supersedes(held) ? arrival : held;
    }
    assertThat(held).isEqualTo(new Version(2, 1));
  }
}
