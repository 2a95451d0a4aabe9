package dev.braid.speed;

import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.QuarantinedEvent;
import dev.braid.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A real broker in this process, and the other ends of the speed layer's topics. */
public final class TestKafka {
  private static final long TIMEOUT_SECONDS = 60;

  private final EmbeddedBroker broker;
  private final Admin admin;
  private final KafkaProducer<byte[], byte[]> producer;

  private TestKafka(EmbeddedBroker broker) {
    this.broker = broker;
    this.admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    this.producer = producer(Map.of());
  }

  public static TestKafka start(Path folder) throws IOException {
    return new TestKafka(EmbeddedBroker.start(folder, 0));
  }

  /** With a way to it through something in between. */
  static TestKafka start(Path folder, EmbeddedBroker.Detour detour) throws IOException {
    return new TestKafka(EmbeddedBroker.start(folder, 0, List.of(detour)));
  }

  public void stop() {
    producer.close();
    admin.close();
    broker.close();
  }

  public String bootstrap() {
    return broker.bootstrapServers();
  }

  public KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(more);
    config.put("bootstrap.servers", broker.bootstrapServers());
    config.put("acks", "all");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** As the launcher does before it starts a layer. */
  public void createTopics(CompiledProject project) {
    for (Source source : project.sources()) {
      createTopic(
          source.topic(),
          source.partitions(),
          Map.of("message.timestamp.type", "LogAppendTime", "max.message.bytes", "600000"));
    }
    createOwnTopics(project);
  }

  public void createOwnTopics(CompiledProject project) {
    Map<String, String> compacted = Map.of("cleanup.policy", "compact");
    for (Source source : project.sources()) {
      createTopic(project.names().quarantineTopic(source), 1, compacted);
    }
    for (ViewDefinition view : project.views()) {
      createTopic(project.names().speedTopic(view), 1, compacted);
    }
    createTopic(project.names().frontiersTopic(), 1, compacted);
  }

  public void createTopic(String name, int partitions, Map<String, String> config) {
    get(
        admin
            .createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(config)))
            .all());
    awaitVisible(name);
  }

  /**
   * The controller has created it; the broker that answers clients may learn of it a little later.
   */
  private void awaitVisible(String topic) {
    await()
        .ignoreExceptions()
        .until(() -> admin.describeTopics(List.of(topic)).allTopicNames().get().size() == 1);
  }

  public void deleteTopic(String name) {
    get(admin.deleteTopics(List.of(name)).all());
  }

  public void addPartitions(String topic, int total) {
    get(admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(total))).all());
    await().until(() -> topic(topic).partitions().size() == total);
  }

  public String topicId(String topic) {
    return topic(topic).topicId().toString();
  }

  private TopicDescription topic(String name) {
    return get(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
  }

  /** As retention would. */
  public void deleteRecordsBefore(String topic, int partition, long offset) {
    get(
        admin
            .deleteRecords(
                Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
            .all());
  }

  public Future<RecordMetadata> send(String topic, int partition, byte[] value) {
    return producer.send(new ProducerRecord<>(topic, partition, null, value));
  }

  public RecordMetadata sendNow(String topic, int partition, byte[] value) {
    Future<RecordMetadata> sent = send(topic, partition, value);
    producer.flush();
    return get(sent);
  }

  public void flush() {
    producer.flush();
  }

  public void announce(CompiledProject project, FrontierAnnouncement announcement) {
    try {
      String key =
          FrontierAnnouncement.key(
              announcement.commit().view(), announcement.commit().definitionHash());
      Future<RecordMetadata> sent =
          producer.send(
              new ProducerRecord<>(
                  project.names().frontiersTopic(),
                  key.getBytes(StandardCharsets.UTF_8),
                  CompiledProject.json().writeValueAsBytes(announcement)));
      producer.flush();
      get(sent);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By partition the first offset whose append time is at or after an instant. */
  public Map<Integer, Long> offsetsAt(String topic, int partitions, long appendTime) {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (int p = 0; p < partitions; p++) {
      wanted.put(new TopicPartition(topic, p), OffsetSpec.forTimestamp(appendTime));
      ends.put(new TopicPartition(topic, p), OffsetSpec.latest());
    }
    var found = get(admin.listOffsets(wanted).all());
    var latest = get(admin.listOffsets(ends).all());
    Map<Integer, Long> offsets = new TreeMap<>();
    found.forEach(
        (partition, info) ->
            offsets.put(
                partition.partition(),
                info.offset() < 0 ? latest.get(partition).offset() : info.offset()));
    return offsets;
  }

  /** The view's speed topic from its beginning to its present end. */
  public PublishedView read(CompiledProject project, ViewDefinition view) {
    PublishedView published = new PublishedView(view.plan());
    records(project.names().speedTopic(view))
        .forEach(record -> published.apply(record.key(), record.value()));
    return published;
  }

  public List<QuarantinedEvent> quarantined(CompiledProject project, Source source) {
    List<QuarantinedEvent> events = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records(project.names().quarantineTopic(source))) {
      try {
        events.add(CompiledProject.json().readValue(record.value(), QuarantinedEvent.class));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return events;
  }

  public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<String, Object> config =
        Map.of("bootstrap.servers", bootstrap(), "isolation.level", "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }

  private static <T> T get(Future<T> future) {
    try {
      return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
