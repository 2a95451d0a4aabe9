package dev.braid.speed.kafka;

import dev.braid.project.CompiledProject;
import dev.braid.source.Source;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.RawEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The job's ends in Kafka: sources of events and frontiers, sinks for Braid's own topics. */
public final class KafkaEnds {
  private static final Duration PARTITION_DISCOVERY = Duration.ofSeconds(5);
  private static final int PRODUCER_BUFFER_BYTES = 32 << 20;

  private final CompiledProject project;

  public KafkaEnds(CompiledProject project) {
    this.project = project;
  }

  /** A source's committed records, undecoded. Reads no consumer group's offsets and keeps none. */
  public KafkaSource<RawEvent> events(Source source, Map<Integer, Long> startingOffsets) {
    return consumer(KafkaSource.<RawEvent>builder(), "events-" + source.name())
        .setTopics(source.topic())
        .setStartingOffsets(new StartingOffsets(startingOffsets))
        .setDeserializer(new RawEventDeserializer())
        .setProperty("max.poll.records", "10000")
        .setProperty("max.partition.fetch.bytes", String.valueOf(4 << 20))
        .build();
  }

  public static WatermarkStrategy<RawEvent> appendTime() {
    return context -> new AppendTimeWatermarks(context.getInputActivityClock());
  }

  /** All announcements, from the topic's beginning. */
  public KafkaSource<FrontierMove> frontiers() {
    return consumer(KafkaSource.<FrontierMove>builder(), "frontiers")
        .setTopics(project.names().frontiersTopic())
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new FrontierDeserializer())
        .build();
  }

  private <T> KafkaSourceBuilder<T> consumer(KafkaSourceBuilder<T> builder, String client) {
    return builder
        .setProperties(clientProperties())
        .setClientIdPrefix("braid-speed-" + client)
        .setProperty("isolation.level", "read_committed")
        .setProperty("enable.auto.commit", "false")
        .setProperty("commit.offsets.on.checkpoint", "false")
        .setProperty(
            "partition.discovery.interval.ms", String.valueOf(PARTITION_DISCOVERY.toMillis()));
  }

  /**
   * A sink for one topic.
   *
   * @param maxRecordBytes the most that the topic takes in one record
   */
  public KafkaSink<LogRecord> sink(String topic, int maxRecordBytes) {
    int requestBytes = Math.max(maxRecordBytes + 4096, 1 << 20);
    Properties properties = clientProperties();
    properties.setProperty("acks", "all");
    properties.setProperty("linger.ms", "5");
    properties.setProperty("batch.size", String.valueOf(128 << 10));
    properties.setProperty("compression.type", "lz4");
    properties.setProperty("max.request.size", String.valueOf(requestBytes));
    properties.setProperty(
        "buffer.memory", String.valueOf(Math.max(PRODUCER_BUFFER_BYTES, 2L * requestBytes)));
    return KafkaSink.<LogRecord>builder()
        .setKafkaProducerConfig(properties)
        .setBootstrapServers(project.kafka().bootstrap())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new TopicWriter(topic))
        .build();
  }

  private Properties clientProperties() {
    Properties properties = new Properties();
    project.kafka().clientConfig().forEach((key, value) -> properties.put(key, value.toString()));
    properties.remove("group.id");
    return properties;
  }
}
