package dev.braid.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.aggregate.State;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.expression.CompiledView;
import dev.braid.reference.ReferenceInterpreter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedRecordCodecTest {
  private static final ViewCase MINIMA = named("minima");

  /** Keeps what it is told. */
  private static final class Told implements SpeedRecordCodec.Reader {
    private final List<Object> records = new ArrayList<>();

    @Override
    public void upsert(SpeedUpsert upsert) {
      records.add(upsert);
    }

    @Override
    public void heartbeat(SpeedHeartbeat heartbeat) {
      records.add(heartbeat);
    }
  }

  static List<ViewCase> cases() {
    return ViewCases.all();
  }

  private static ViewCase named(String name) {
    return ViewCases.all().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyStateOfEveryViewComesBack(ViewCase view) throws IOException {
    SpeedRecordCodec codec = new SpeedRecordCodec(view.plan());
    CompiledView compiled = new CompiledView(view.plan());
    Map<List<Object>, State[]> groups = new ReferenceInterpreter(view.plan()).states(view.events());
    long events = 0;
    for (Map.Entry<List<Object>, State[]> group : groups.entrySet()) {
      SpeedUpsert sent =
          new SpeedUpsert(
              new Version(3, ++events),
              -3_600_000,
              group.getKey().toArray(),
              1_767_225_600_000L,
              compiled.store(group.getValue()));
      SpeedUpsert read =
          (SpeedUpsert) read(codec, codec.key(sent.epoch(), sent.key()), codec.value(sent));
      assertThat(read.key()).isEqualTo(sent.key());
      assertThat(read.states()).isEqualTo(sent.states());
      assertThat(read.version()).isEqualTo(sent.version());
      assertThat(read.epoch()).isEqualTo(sent.epoch());
      assertThat(read.appendTimeMillis()).isEqualTo(sent.appendTimeMillis());
    }
  }

  @Test
  void looksLikeThis() {
    SpeedRecordCodec codec = new SpeedRecordCodec(named("key_varchar").plan());
    Object[] key = {"it's \"x\""};
    Object[] states = {2L, new BigDecimal("1.50"), null};
    SpeedUpsert upsert = new SpeedUpsert(new Version(1, 2), 7_200_000, key, 7_200_001, states);
    assertThat(codec.key(7_200_000, key)).asString().isEqualTo("[7200000,\"it's \\\"x\\\"\"]");
    assertThat(codec.value(upsert))
        .asString()
        .isEqualTo(
            "{\"generation\":1,\"events\":2,\"epoch\":7200000,\"append_time\":7200001,"
                + "\"key\":{\"k\":\"it's \\\"x\\\"\"},"
                + "\"states\":{\"_a0_count\":2,\"_a1_sum\":\"1.50\",\"_a2_max\":null}}");
  }

  @Property
  void heartbeatsComeBack(
      @ForAll long generation,
      @ForAll int subtask,
      @ForAll int parallelism,
      @ForAll long processedTo,
      @ForAll long stragglers)
      throws IOException {
    SpeedHeartbeat sent =
        new SpeedHeartbeat(
            generation,
            processedTo ^ 77,
            subtask,
            parallelism,
            parallelism ^ 1,
            processedTo ^ 5,
            processedTo,
            stragglers % 2 == 0,
            new Frontier(processedTo),
            stragglers);
    SpeedRecordCodec codec = new SpeedRecordCodec(MINIMA.plan());
    assertThat(
            read(codec, SpeedRecordCodec.heartbeatKey(sent), SpeedRecordCodec.heartbeatValue(sent)))
        .isEqualTo(sent);
  }

  @Test
  void aTombstoneHasNoStates() throws IOException {
    SpeedRecordCodec codec = new SpeedRecordCodec(MINIMA.plan());
    SpeedUpsert read = (SpeedUpsert) read(codec, codec.key(5000, new Object[] {1}), null);
    assertThat(read.states()).isNull();
    assertThat(read.epoch()).isEqualTo(5000);
    assertThat(read.key()).containsExactly(1);
    assertThat(read.version()).isEqualTo(new Version(0, 0));
  }

  @Test
  void aHeartbeatsTombstoneSaysNothing() throws IOException {
    Told told = new Told();
    new SpeedRecordCodec(MINIMA.plan()).read(utf8("{\"subtask\":0}"), null, told);
    assertThat(told.records).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "[1]",
        "[\"1\", 2]",
        "[1, \"not a number\"]",
        "[1, 2, 3]",
        "[1, 99999999999]",
      })
  void refusesOtherKeys(String key) {
    SpeedRecordCodec codec = new SpeedRecordCodec(MINIMA.plan());
    assertThatThrownBy(() -> codec.read(utf8(key), null, new Told()))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "x",
        "[]",
        "{}",
        "{\"states\": null}",
        "{\"states\": {}}",
        "{\"states\": {\"_a0_count\": 1}}",
        "{\"states\": {\"_a0_count\": 1, \"_a1_sum\": 1.5, \"_a2_max\": 1}}",
        "{\"states\": {\"_a0_count\": 1, \"_a1_sum\": \"1.5\", \"_a2_max\": 1}}",
        "{\"states\": {\"_a0_count\": 1, \"_a1_sum\": \"x\", \"_a2_max\": 1}}",
        "{\"states\": {\"_a0_count\": \"1\", \"_a1_sum\": \"1.50\", \"_a2_max\": 1}}",
        "{\"states\": {\"_a2_max\": 1, \"_a1_sum\": \"1.50\", \"_a0_count\": 1}}",
      })
  void refusesOtherValues(String value) {
    SpeedRecordCodec codec = new SpeedRecordCodec(named("key_varchar").plan());
    byte[] key = codec.key(1, new Object[] {"k"});
    assertThatThrownBy(() -> codec.read(key, utf8(value), new Told()))
        .isInstanceOf(IOException.class);
  }

  private static Object read(SpeedRecordCodec codec, byte[] key, byte[] value) throws IOException {
    Told told = new Told();
    codec.read(key, value, told);
    assertThat(told.records).hasSize(1);
    return told.records.get(0);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
