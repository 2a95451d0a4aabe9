package dev.braid.launcher.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the committed log from its start, as long as it runs, for the oracle. */
final class LogReader implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Ledger ledger;
  private final Thread thread = new Thread(this::read, "log-reader");
  private volatile boolean ended;

  LogReader(KafkaSettings kafka, Ledger ledger) {
    Map<String, Object> config = kafka.clientConfig();
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    config.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    this.consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    this.ledger = ledger;
  }

  void start() {
    thread.start();
  }

  private void read() {
    List<TopicPartition> all =
        IntStream.range(0, ScratchProject.PARTITIONS)
            .mapToObj(p -> new TopicPartition(ScratchProject.TOPIC, p))
            .toList();
    try (consumer) {
      consumer.assign(all);
      all.forEach(partition -> consumer.seek(partition, 0));
      while (!ended) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          ledger.logged(record.partition(), value(record.value()));
        }
      }
    } catch (IOException | RuntimeException e) {
      ledger.violated("the log cannot be read: " + e);
    }
  }

  private static long value(byte[] json) throws IOException {
    JsonNode event = CompiledProject.json().readTree(json);
    return event.get("v").longValue();
  }

  @Override
  public void close() {
    ended = true;
    Ending.of(thread);
  }
}
