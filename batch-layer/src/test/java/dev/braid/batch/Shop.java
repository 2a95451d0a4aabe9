package dev.braid.batch;

import static org.awaitility.Awaitility.await;

import dev.braid.log.FrontierAnnouncement;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.Refresh;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.project.ViewOptions;
import dev.braid.source.Column;
import dev.braid.source.EventDecoder;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A small project of its own on the tests' broker: orders, and their revenue by country. */
final class Shop implements AutoCloseable {
  static final int PARTITIONS = 3;
  static final Duration EPOCH = Duration.ofSeconds(1);
  static final Duration GRACE = Duration.ofMillis(100);
  private static final DataType AMOUNT = DataType.decimal(18, 2);

  private final String bootstrap;
  private final Path lake;
  private final String name = "shop" + UUID.randomUUID().toString().substring(0, 8);
  private final Admin admin;
  private final KafkaProducer<String, String> producer;
  private final List<Future<?>> unacknowledged = new ArrayList<>();
  private int sent;
  private int acknowledged;

  Shop(String bootstrap, Path lake) throws Exception {
    this.bootstrap = bootstrap;
    this.lake = lake;
    this.admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    this.producer = producer(Map.of());
    createTopic(source().topic(), "LogAppendTime");
    createTopic(project().names().frontiersTopic(), "CreateTime");
  }

  Source source() {
    return new Source(
        "orders",
        name + "-orders",
        "json",
        PARTITIONS,
        List.of(
            new Column("id", DataType.BIGINT, true),
            new Column("country", DataType.VARCHAR, false),
            new Column("amount", AMOUNT, false)));
  }

  private static ViewPlan plan() {
    return new ViewPlan(
        "orders",
        null,
        List.of(new KeyColumn("country", new ColumnRef("country", 1, DataType.VARCHAR))),
        List.of(
            new AggregateCall("count", List.of(), null),
            new AggregateCall("sum", List.of(new ColumnRef("amount", 2, AMOUNT)), null)),
        List.of(
            new OutputColumn("country", new ColumnRef("country", 0, DataType.VARCHAR)),
            new OutputColumn("orders", new ColumnRef("orders", 1, DataType.BIGINT)),
            new OutputColumn("revenue", new ColumnRef("revenue", 2, DataType.decimal(38, 2)))));
  }

  /** The project with these views over the orders; each is the same query. */
  CompiledProject project(String... views) {
    return project(Refresh.FULL, views);
  }

  CompiledProject project(Refresh refresh, String... views) {
    List<ViewDefinition> definitions = new ArrayList<>();
    ViewOptions options = new ViewOptions(null, null, refresh, Map.of());
    for (String view : views) {
      String hash = CompiledProject.hash(view, plan());
      definitions.add(
          new ViewDefinition(view, EPOCH.toMillis(), hash, plan(), "SELECT …", options));
    }
    return new CompiledProject(
        CompiledProject.FORMAT,
        name,
        1,
        GRACE.toMillis(),
        new KafkaSettings(bootstrap, null, Map.of()),
        lake.toUri().toString(),
        new ServingSettings("127.0.0.1", 0),
        List.of(source()),
        definitions);
  }

  void createTopic(String topic, String timestampType) throws Exception {
    admin
        .createTopics(
            List.of(
                new NewTopic(topic, PARTITIONS, (short) 1)
                    .configs(Map.of("message.timestamp.type", timestampType))))
        .all()
        .get();
    await()
        .ignoreExceptions()
        .until(
            () ->
                admin
                        .describeTopics(List.of(topic))
                        .allTopicNames()
                        .get()
                        .get(topic)
                        .partitions()
                        .size()
                    == PARTITIONS);
  }

  Admin admin() {
    return admin;
  }

  KafkaProducer<String, String> transactionalProducer() {
    KafkaProducer<String, String> transactional =
        producer(Map.of("transactional.id", UUID.randomUUID().toString()));
    transactional.initTransactions();
    return transactional;
  }

  private KafkaProducer<String, String> producer(Map<String, Object> more) {
    Map<String, Object> config = new LinkedHashMap<>(more);
    config.put("bootstrap.servers", bootstrap);
    config.put("acks", "all");
    return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
  }

  /** Sends orders, spread over the partitions; returns once the broker has them. */
  void produce(int orders) {
    produce(producer, orders);
  }

  void produce(KafkaProducer<String, String> by, int orders) {
    for (int i = 0; i < orders; i++, sent++) {
      send(by, sent % PARTITIONS, order(sent));
    }
    flush(by);
  }

  private static String order(int id) {
    return String.format(
        "{\"id\":%d,\"country\":\"%s\",\"amount\":\"%d.25\"}",
        id, List.of("at", "ch", "de", "fr").get(id * 7 % 4), id);
  }

  /** Orders for one partition, which may be one that was added. */
  void produceTo(int partition, int orders) {
    for (int i = 0; i < orders; i++, sent++) {
      send(producer, partition, order(sent));
    }
    flush(producer);
  }

  /** Sends one order after another until one is not acknowledged. */
  void produceUntilRefused() throws InterruptedException {
    Map<String, Object> impatient =
        Map.of("delivery.timeout.ms", 4_000, "request.timeout.ms", 2_000, "max.block.ms", 4_000);
    try (KafkaProducer<String, String> by = producer(impatient)) {
      while (true) {
        by.send(new ProducerRecord<>(source().topic(), sent % PARTITIONS, "key", order(sent)))
            .get();
        sent++;
        acknowledged++;
      }
    } catch (ExecutionException refused) {
      sent++;
    }
  }

  /** How many orders the broker has said that it has. */
  int acknowledged() {
    return acknowledged;
  }

  void produceBroken(String... values) {
    for (String value : values) {
      send(producer, 0, value);
    }
    flush(producer);
  }

  private void send(KafkaProducer<String, String> by, int partition, String value) {
    unacknowledged.add(by.send(new ProducerRecord<>(source().topic(), partition, "key", value)));
  }

  private void flush(KafkaProducer<String, String> by) {
    by.flush();
    for (Future<?> send : unacknowledged) {
      try {
        send.get();
        acknowledged++;
      } catch (InterruptedException | ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    unacknowledged.clear();
  }

  /** The topic's committed records as a plain consumer sees them: what every table is held to. */
  List<ConsumerRecord<String, byte[]>> committed() {
    return read(source().topic());
  }

  private List<ConsumerRecord<String, byte[]>> read(String topic) {
    List<TopicPartition> partitions =
        IntStream.range(0, PARTITIONS).mapToObj(p -> new TopicPartition(topic, p)).toList();
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrap,
            "isolation.level", "read_committed",
            "auto.offset.reset", "earliest",
            "enable.auto.commit", "false");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(100)).forEach(records::add);
      }
    }
    return records;
  }

  /** The committed orders that were appended before an instant, decoded. */
  List<Object[]> ordersBefore(Instant instant) {
    EventDecoder decoder = new EventDecoder(source());
    List<Object[]> orders = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> order : committed()) {
      Object[] row = new Object[source().columns().size()];
      if (order.timestamp() < instant.toEpochMilli()
          && decoder.decode(order.value(), row) == null) {
        orders.add(row);
      }
    }
    return orders;
  }

  /** The newest announcement of each key. */
  Map<String, FrontierAnnouncement> announced() throws IOException {
    Map<String, FrontierAnnouncement> newest = new LinkedHashMap<>();
    for (ConsumerRecord<String, byte[]> found : read(project().names().frontiersTopic())) {
      newest.put(
          found.key(),
          CompiledProject.json()
              .readValue(
                  new String(found.value(), StandardCharsets.UTF_8), FrontierAnnouncement.class));
    }
    return newest;
  }

  String sourceTopicId() throws Exception {
    String topic = source().topic();
    return admin
        .describeTopics(List.of(topic))
        .allTopicNames()
        .get()
        .get(topic)
        .topicId()
        .toString();
  }

  void deleteTopic(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    await().until(() -> !admin.listTopics().names().get().contains(topic));
  }

  @Override
  public void close() {
    producer.close();
    admin.close();
  }
}
