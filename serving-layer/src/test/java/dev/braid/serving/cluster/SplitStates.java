package dev.braid.serving.cluster;

import dev.braid.aggregate.State;
import dev.braid.contract.ViewCase;
import dev.braid.log.Frontier;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.reference.ReferenceInterpreter;
import dev.braid.serving.TestLake;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.type.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * A case's events, each in one of four epochs: as the states of two batch versions, and as all that
 * a speed topic may hold of them.
 */
final class SplitStates {
  static final long EPOCH = 60_000;
  private static final int EPOCHS = 4;
  private static final long GENERATION = 7;

  private final ViewCase viewCase;
  private final ViewDefinition view;
  private final List<List<Object[]>> epochs = new ArrayList<>();

  SplitStates(ViewCase viewCase, ViewPlan plan) {
    this.viewCase = viewCase;
    this.view =
        new ViewDefinition(
            viewCase.name(), EPOCH, Sha256.hex(viewCase.name()), plan, viewCase.sql());
    Random random = new Random(viewCase.name().hashCode());
    for (int i = 0; i < EPOCHS; i++) {
      epochs.add(new ArrayList<>());
    }
    viewCase.events().forEach(event -> epochs.get(random.nextInt(EPOCHS)).add(event));
  }

  ViewDefinition view() {
    return view;
  }

  /** The version that covers so many epochs, written to the view's table. */
  BatchVersion write(java.nio.file.Path table, long version, int covered) {
    List<Object[]> events = new ArrayList<>();
    epochs.subList(0, covered).forEach(events::addAll);
    Frontier frontier = new Frontier(covered * EPOCH);
    List<TestLake.Row> rows = new ArrayList<>();
    states(events)
        .forEach((key, states) -> rows.add(new TestLake.Row(key.toArray(), 1, fields(states))));
    var commit = TestLake.commit(view, frontier, Frontier.NONE, events.size());
    TestLake.commit(table, keysAndStates(), version, commit, rows);
    return new BatchVersion(version, commit, List.of());
  }

  /** The table's columns that a merge reads. */
  private ViewDefinition keysAndStates() {
    ViewPlan plan = view.plan();
    List<OutputColumn> outputs = new ArrayList<>();
    for (KeyColumn key : plan.keys()) {
      outputs.add(
          new OutputColumn(key.name(), new ColumnRef(key.name(), outputs.size(), key.type())));
    }
    return new ViewDefinition(
        view.name(),
        EPOCH,
        view.definitionHash(),
        new ViewPlan(plan.source(), null, plan.keys(), plan.aggregates(), outputs),
        view.sql());
  }

  private Map<List<Object>, State[]> states(List<Object[]> events) {
    return new ReferenceInterpreter(view.plan()).states(events);
  }

  private Object[] fields(State[] states) {
    Object[] fields = new Object[view.plan().stateColumns().size()];
    for (int i = view.plan().stateColumns().size() - 1; i >= 0; i--) {
      int aggregate = view.plan().stateColumns().get(i).aggregate();
      if (view.plan().stateColumns().get(i).field() == 0) {
        states[aggregate].store(fields, i);
      }
    }
    return fields;
  }

  /**
   * Every epoch's states in their highest version, among others of that version before it, lower
   * versions before and after it, those of an older generation that counted more, heartbeats and
   * tombstones.
   */
  void publish(Producer<byte[], byte[]> producer, String topic) {
    SpeedRecordCodec codec = new SpeedRecordCodec(view.plan());
    for (int epoch = 0; epoch < EPOCHS; epoch++) {
      List<Object[]> events = epochs.get(epoch);
      int all = events.size();
      List<Object[]> half = events.subList(0, all / 2);
      List<Object[]> others = events.subList(all / 2, all);
      send(producer, topic, codec, epoch, others, new Version(GENERATION - 1, all + 9));
      send(producer, topic, codec, epoch, half, new Version(GENERATION, all / 2));
      send(producer, topic, codec, epoch, others, new Version(GENERATION, all));
      send(producer, topic, codec, epoch, events, new Version(GENERATION, all));
      send(producer, topic, codec, epoch, half, new Version(GENERATION, all / 2));
      SpeedHeartbeat heartbeat =
          new SpeedHeartbeat(GENERATION, 1, epoch, EPOCHS, 2, 0, 0, true, Frontier.NONE, 0);
      producer.send(
          new ProducerRecord<>(
              topic,
              SpeedRecordCodec.heartbeatKey(heartbeat),
              SpeedRecordCodec.heartbeatValue(heartbeat)));
    }
    states(epochs.get(0))
        .keySet()
        .forEach(
            key -> producer.send(new ProducerRecord<>(topic, codec.key(0, key.toArray()), null)));
    producer.send(
        new ProducerRecord<>(topic, "{\"subtask\":99}".getBytes(StandardCharsets.UTF_8), null));
    producer.flush();
  }

  private void send(
      Producer<byte[], byte[]> producer,
      String topic,
      SpeedRecordCodec codec,
      int epoch,
      List<Object[]> events,
      Version version) {
    states(events)
        .forEach(
            (key, states) -> {
              SpeedUpsert upsert =
                  new SpeedUpsert(
                      version, epoch * EPOCH, key.toArray(), epoch * EPOCH + 1, fields(states));
              producer.send(
                  new ProducerRecord<>(
                      topic, codec.key(upsert.epoch(), upsert.key()), codec.value(upsert)));
            });
  }

  Map<List<Object>, List<Object>> expected() {
    return new ReferenceInterpreter(view.plan()).rows(viewCase.events());
  }
}
