package dev.braid.speed.kafka;

import dev.braid.speed.codec.LogRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * Hands records to one topic as they are, spread over its partitions by their routes unless they
 * say where to go.
 */
final class TopicWriter implements KafkaRecordSerializationSchema<LogRecord> {
  private static final long serialVersionUID = 1L;

  private final String topic;

  TopicWriter(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      LogRecord record, KafkaSinkContext context, Long timestamp) {
    int partitions = context.getPartitionsForTopic(topic).length;
    int partition =
        record.partition() == LogRecord.BY_ROUTE
            ? Utils.toPositive(Utils.murmur2(record.route())) % partitions
            : record.partition();
    return new ProducerRecord<>(topic, partition, record.key(), record.value());
  }
}
