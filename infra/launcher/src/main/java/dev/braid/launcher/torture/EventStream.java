package dev.braid.launcher.torture;

import dev.braid.project.KafkaSettings;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes events to every partition in turn, and never gives up one that it has begun to send: the
 * log may end up with all of them, each once.
 */
final class EventStream implements AutoCloseable {
  private static final int KEYS = 37;

  /** Seldom enough for every hop to have something to gather. */
  private static final long TICK_NANOS = 250_000_000;

  private static final Duration LAST_PATIENCE = Duration.ofMinutes(3);

  private final KafkaProducer<byte[], byte[]> producer;
  private final Ledger ledger;
  private final int everyTick;
  private final Thread thread = new Thread(this::write, "writer");
  private volatile boolean ended;

  EventStream(KafkaSettings kafka, int perSecond, Ledger ledger) {
    Map<String, Object> config = kafka.clientConfig();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 15_000);
    config.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    this.producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    this.ledger = ledger;
    this.everyTick = Math.max(1, (int) (perSecond * TICK_NANOS / 1_000_000_000));
  }

  void start() {
    thread.start();
  }

  private void write() {
    long next = 0;
    while (!ended) {
      for (int i = 0; i < everyTick; i++) {
        send(next++);
      }
      LockSupport.parkNanos(TICK_NANOS);
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The callback is told.
  private void send(long i) {
    int partition = (int) (i % ScratchProject.PARTITIONS);
    String json = "{\"p\":" + partition + ",\"v\":" + value(i) + ",\"k\":\"k" + i % KEYS + "\"}";
    producer.send(
        new ProducerRecord<>(
            ScratchProject.TOPIC, partition, null, json.getBytes(StandardCharsets.UTF_8)),
        (to, error) -> {
          if (error != null) {
            ledger.violated("the broker refused event " + i + ": " + error);
          } else if (to.hasOffset()) {
            ledger.acknowledged(partition, to.offset(), System.currentTimeMillis());
          }
        });
  }

  /** Different for every event, and of either sign, so that sums tell subsets apart. */
  static long value(long i) {
    return ((i + 1) * 0x9E3779B97F4A7C15L) >> 24;
  }

  /** Returns once every event is acknowledged. */
  @Override
  public void close() {
    ended = true;
    Ending.of(thread, LAST_PATIENCE);
    producer.close(LAST_PATIENCE);
  }
}
