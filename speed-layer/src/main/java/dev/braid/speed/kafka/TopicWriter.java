package dev.braid.speed.kafka;

import dev.braid.speed.codec.LogRecord;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Hands records to one topic as they are; Kafka spreads them by their keys. */
final class TopicWriter implements KafkaRecordSerializationSchema<LogRecord> {
  private static final long serialVersionUID = 1L;

  private final String topic;

  TopicWriter(String topic) {
    this.topic = topic;
  }

  @Override
  public ProducerRecord<byte[], byte[]> serialize(
      LogRecord record, KafkaSinkContext context, Long timestamp) {
    return new ProducerRecord<>(topic, record.key(), record.value());
  }
}
