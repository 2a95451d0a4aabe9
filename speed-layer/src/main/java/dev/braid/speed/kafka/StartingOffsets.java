package dev.braid.speed.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/**
 * Starts each partition where it is told, and one that it is told nothing of at its beginning. An
 * offset that the log no longer has is an error, never a jump.
 */
@SuppressWarnings("deprecation") // the connector's interface names Kafka's old enum
final class StartingOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final TreeMap<Integer, Long> offsets;

  StartingOffsets(Map<Integer, Long> offsets) {
    this.offsets = new TreeMap<>(offsets);
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<TopicPartition, Long> starts = new HashMap<>();
    for (TopicPartition partition : partitions) {
      starts.put(
          partition,
          offsets.getOrDefault(partition.partition(), KafkaPartitionSplit.EARLIEST_OFFSET));
    }
    return starts;
  }

  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return OffsetResetStrategy.NONE;
  }
}
