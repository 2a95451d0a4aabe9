package dev.braid.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The oracle: the committed records of one partition, in order. An answer (count n, checksum s) is
 * right only if s is the sum of the first n: a lost, doubled or foreign event cannot hide.
 */
final class PartitionLog {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Long> prefixSums = new ArrayList<>(List.of(0L));

  /** Reads a topic from its start to its present end, committed records only. */
  static List<PartitionLog> read(String bootstrap, String topic, int partitions)
      throws IOException {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "isolation.level",
            "read_committed",
            "auto.offset.reset",
            "earliest",
            "max.poll.records",
            10_000);
    List<PartitionLog> logs =
        IntStream.range(0, partitions).mapToObj(p -> new PartitionLog()).toList();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> all =
          IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
      consumer.assign(all);
      consumer.seekToBeginning(all);
      Map<TopicPartition, Long> ends = consumer.endOffsets(all);
      while (all.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
          JsonNode event = JSON.readTree(record.value());
          logs.get(record.partition()).append(event.get("v").longValue());
        }
      }
    }
    return logs;
  }

  private void append(long value) {
    prefixSums.add(prefixSums.get(prefixSums.size() - 1) + value);
  }

  int length() {
    return prefixSums.size() - 1;
  }

  boolean explains(long count, long checksum) {
    return count >= 0 && count <= length() && prefixSums.get((int) count) == checksum;
  }

  long checksum(long count) {
    return prefixSums.get((int) count);
  }
}
