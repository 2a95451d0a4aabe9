package dev.braid.launcher.kafka;

import dev.braid.project.KafkaSettings;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes events to a topic so that none is lost or doubled by a retry: idempotent, acknowledged by
 * all replicas. Not for more than one thread.
 */
public final class EventSender implements AutoCloseable {
  /** The first event that Kafka did not take. */
  public record Failure(long number, Exception cause) {}

  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicReference<Failure> failure = new AtomicReference<>();

  public EventSender(KafkaSettings kafka, String topic) {
    Map<String, Object> config = kafka.clientConfig();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    config.put(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
    config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.topic = topic;
  }

  /**
   * Hands an event over; it is in Kafka once {@link #flush} has returned.
   *
   * @param number what a failure is reported by, e.g. the line
   */
  public void send(long number, byte[] event) {
    producer.send(
        new ProducerRecord<>(topic, event),
        (metadata, error) -> {
          if (error == null) {
            acknowledged.incrementAndGet();
          } else {
            failure.accumulateAndGet(
                new Failure(number, error),
                (first, next) -> first == null || next.number() < first.number() ? next : first);
          }
        });
  }

  /** Waits until every event handed over is either acknowledged or has failed. */
  public void flush() {
    producer.flush();
  }

  public long acknowledged() {
    return acknowledged.get();
  }

  /** Null while all went well. */
  public Failure failure() {
    return failure.get();
  }

  @Override
  public void close() {
    producer.close();
  }
}
