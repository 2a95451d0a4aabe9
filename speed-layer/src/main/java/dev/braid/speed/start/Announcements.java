package dev.braid.speed.start;

import dev.braid.log.FrontierAnnouncement;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.speed.SpeedErrors;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.kafka.FrontierDeserializer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The newest announcement of each view definition, as of the moment of reading. */
public final class Announcements {
  /** As long as no batch run has announced anything. */
  public static final Announcements NONE = new Announcements(Map.of());

  private final Map<String, FrontierAnnouncement> newest;

  private Announcements(Map<String, FrontierAnnouncement> newest) {
    this.newest = Map.copyOf(newest);
  }

  /** Reads the frontiers topic from its beginning to its present end. */
  public static Announcements read(CompiledProject project) {
    Map<String, Object> config = project.kafka().clientConfig();
    config.remove("group.id");
    config.put("isolation.level", "read_committed");
    config.put("enable.auto.commit", "false");
    Map<String, FrontierAnnouncement> newest = new HashMap<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(project.names().frontiersTopic()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          FrontierDeserializer.read(record)
              .ifPresent(found -> newest.put(FrontierMove.of(found).viewKey(), found));
        }
      }
    } catch (KafkaException e) {
      throw SpeedErrors.kafkaUnavailable(project.kafka().bootstrap(), e);
    }
    return new Announcements(newest);
  }

  /** Empty if no batch run has announced this definition. */
  public Optional<FrontierAnnouncement> newest(ViewDefinition view) {
    return Optional.ofNullable(
        newest.get(FrontierAnnouncement.key(view.name(), view.definitionHash())));
  }
}
