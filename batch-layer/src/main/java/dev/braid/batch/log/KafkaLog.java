package dev.braid.batch.log;

import dev.braid.batch.error.BatchErrors;
import dev.braid.error.BraidException;
import dev.braid.log.Offsets;
import dev.braid.project.KafkaSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The log as Kafka's admin client and a bare consumer show it. */
public final class KafkaLog implements Log, AutoCloseable {
  private static final String TIMESTAMP_TYPE = "message.timestamp.type";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaSettings settings;
  private final Admin admin;

  public KafkaLog(KafkaSettings settings) {
    this.settings = settings;
    Map<String, Object> config = settings.clientConfig();
    config.putIfAbsent("default.api.timeout.ms", (int) PATIENCE.toMillis());
    try {
      this.admin = Admin.create(config);
    } catch (KafkaException e) {
      throw BatchErrors.kafkaUnreachable(settings.bootstrap(), rootOf(e));
    }
  }

  @Override
  public String checkSource(String topic) {
    String id = describe(topic).topicId().toString();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    String found =
        await(topic, admin.describeConfigs(List.of(resource)).values().get(resource))
            .get(TIMESTAMP_TYPE)
            .value();
    if (!found.equals("LogAppendTime")) {
      throw BatchErrors.notLogAppendTime(topic, settings.bootstrap(), found);
    }
    return id;
  }

  @Override
  public void checkExist(Collection<String> topics) {
    topics.forEach(this::describe);
  }

  @Override
  public Offsets earliest(String topic) {
    return offsets(topic, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
  }

  @Override
  public Offsets ends(String topic) {
    return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  @Override
  public Offsets stableEnds(String topic) {
    return offsets(topic, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  @Override
  public Instant appendTime(String topic, int partition, long offset) {
    Map<String, Object> config = settings.clientConfig();
    config.put("isolation.level", "read_uncommitted");
    config.put("enable.auto.commit", "false");
    config.put("auto.offset.reset", "earliest");
    config.put("max.poll.records", "1");
    TopicPartition from = new TopicPartition(topic, partition);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(List.of(from));
      consumer.seek(from, offset);
      for (ConsumerRecord<byte[], byte[]> found : consumer.poll(PATIENCE)) {
        return Instant.ofEpochMilli(found.timestamp());
      }
    } catch (KafkaException e) {
      throw failure(topic, e);
    }
    throw BatchErrors.kafkaUnreachable(
        settings.bootstrap(),
        new KafkaException("no record of " + from + " from offset " + offset + " on"));
  }

  private Offsets offsets(String topic, OffsetSpec spec, IsolationLevel isolation) {
    Map<TopicPartition, OffsetSpec> wanted =
        describe(topic).partitions().stream()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition.partition()),
                    partition -> spec));
    Map<Integer, Long> next = new HashMap<>();
    await(topic, admin.listOffsets(wanted, new ListOffsetsOptions(isolation)).all())
        .forEach((partition, found) -> next.put(partition.partition(), found.offset()));
    return Offsets.of(next);
  }

  private TopicDescription describe(String topic) {
    return await(topic, admin.describeTopics(List.of(topic)).topicNameValues().get(topic));
  }

  private <T> T await(String topic, KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failure(topic, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure(topic, e);
    }
  }

  private BraidException failure(String topic, Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return BatchErrors.noSuchTopic(topic, settings.bootstrap());
    }
    return cause instanceof AuthorizationException || cause instanceof AuthenticationException
        ? BatchErrors.kafkaRefused(settings.bootstrap(), cause)
        : BatchErrors.kafkaUnreachable(settings.bootstrap(), cause);
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(5));
  }
}
