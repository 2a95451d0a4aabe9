package dev.braid.launcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.error.BraidException;
import dev.braid.launcher.ExampleProject;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.ProjectCompiler;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TopicsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private static EmbeddedBroker broker;
  private static Admin admin;
  private static CompiledProject project;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    Path shop = folder.resolve("shop");
    ExampleProject.write(shop);
    CompiledProject compiled = ProjectCompiler.compile(shop, shop.resolve(".braid"));
    project =
        new CompiledProject(
            compiled.format(),
            compiled.name(),
            compiled.generation(),
            compiled.graceMillis(),
            new KafkaSettings(broker.bootstrapServers(), null, Map.of()),
            compiled.storage(),
            compiled.serving(),
            compiled.sources(),
            compiled.views());
  }

  @AfterAll
  static void stop() {
    admin.close();
    broker.close();
  }

  @Test
  @Order(1)
  void refusesASourceTopicWithoutLogAppendTime() throws Exception {
    admin
        .createTopics(List.of(new NewTopic("orders", 2, (short) 1)))
        .all()
        .get(30, TimeUnit.SECONDS);
    try (Topics topics = new Topics(project, PATIENCE)) {
      assertThatThrownBy(topics::ensure)
          .isInstanceOf(BraidException.class)
          .hasMessageContaining("message.timestamp.type=CreateTime")
          .hasMessageContaining(
              "kafka-configs.sh --bootstrap-server "
                  + broker.bootstrapServers()
                  + " --alter --entity-type topics --entity-name orders"
                  + " --add-config message.timestamp.type=LogAppendTime");
    }
    admin.deleteTopics(List.of("orders")).all().get(30, TimeUnit.SECONDS);
  }

  @Test
  @Order(2)
  void createsWhatIsMissingOnceAndAsItMustBe() throws Exception {
    try (Topics topics = new Topics(project, PATIENCE)) {
      topics.requireKafka();
      assertThatThrownBy(() -> topics.require(project.source("orders")))
          .hasMessageContaining("braid up");
      assertThat(topics.ensure())
          .containsExactlyInAnyOrder(
              "orders",
              project.names().frontiersTopic(),
              project.names().quarantineTopic(project.source("orders")),
              project.names().speedTopic(project.view("revenue")),
              project.names().speedTopic(project.view("hours")));
      assertThat(topics.ensure()).isEmpty();
      topics.require(project.source("orders"));
    }

    assertThat(config("orders").get("message.timestamp.type").value()).isEqualTo("LogAppendTime");
    Config speed = config(project.names().speedTopic(project.view("revenue")));
    assertThat(speed.get("cleanup.policy").value()).isEqualTo("compact");
    assertThat(Long.parseLong(speed.get("min.compaction.lag.ms").value()))
        .isEqualTo(Duration.ofHours(6).toMillis());
    assertThat(config(project.names().frontiersTopic()).get("cleanup.policy").value())
        .isEqualTo("compact");
  }

  @Test
  @Order(3)
  void sendsLinesAsTheyAreAndReturnsWhenAllAreAcknowledged() throws Exception {
    String text = "{\"order_id\":\"1\"}\n\n{broken\n{\"order_id\":\"2\"}\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (EventSender sender = new EventSender(project.kafka(), "orders")) {
      JsonLines lines = new JsonLines(new ByteArrayInputStream(bytes), "orders.jsonl");
      LineProducer producer = new LineProducer(lines, "orders.jsonl", sender, new Pace(1_000));
      assertThat(producer.run(bytes.length, progress -> {}).events()).isEqualTo(3);
      assertThat(sender.acknowledged()).isEqualTo(3);
    }
    List<ConsumerRecord<byte[], byte[]>> records = read("orders", 4);
    assertThat(records)
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder("{\"order_id\":\"1\"}", "{broken", "{\"order_id\":\"2\"}");
    assertThat(records)
        .allSatisfy(
            record -> assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME));
  }

  @Test
  @Order(4)
  void namesTheLineThatKafkaDoesNotTake() {
    String text = "{}\n\"" + "x".repeat(2 << 20) + "\"\n{}\n";
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (EventSender sender = new EventSender(project.kafka(), "orders")) {
      JsonLines lines = new JsonLines(new ByteArrayInputStream(bytes), "big.jsonl");
      LineProducer producer = new LineProducer(lines, "big.jsonl", sender, Pace.UNLIMITED);

      assertThatThrownBy(() -> producer.run(bytes.length, progress -> {}))
          .isInstanceOfSatisfying(
              BraidException.class,
              e -> {
                assertThat(e.location().orElseThrow().toString()).isEqualTo("big.jsonl:2");
                assertThat(e).hasMessageContaining("1 lines are acknowledged");
              });
    }
  }

  @Test
  void saysWhereNoKafkaAnswers() {
    CompiledProject elsewhere =
        new CompiledProject(
            project.format(),
            project.name(),
            project.generation(),
            project.graceMillis(),
            new KafkaSettings("127.0.0.1:" + EmbeddedBroker.freePort(), null, Map.of()),
            project.storage(),
            project.serving(),
            project.sources(),
            project.views());
    try (Topics topics = new Topics(elsewhere, Duration.ofSeconds(1))) {
      assertThatThrownBy(topics::requireKafka)
          .hasMessageContaining(elsewhere.kafka().bootstrap())
          .hasMessageContaining("kafka.bootstrap");
    }
  }

  private static Config config(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    return admin.describeConfigs(List.of(resource)).all().get(30, TimeUnit.SECONDS).get(resource);
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(String topic, int partitions) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all = new ArrayList<>();
      for (int p = 0; p < partitions; p++) {
        all.add(new TopicPartition(topic, p));
      }
      consumer.assign(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
