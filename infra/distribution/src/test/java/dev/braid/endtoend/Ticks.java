package dev.braid.endtoend;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes events to every partition in turn, steadily, until it is closed. */
final class Ticks implements AutoCloseable {
  private static final int PER_SECOND = 1_000;
  private static final long BURST_EVERY_NANOS = 20_000_000;

  static final String TOPIC = "ticks";
  static final int PARTITIONS = 4;

  private final KafkaProducer<byte[], byte[]> producer;
  private final Thread thread = new Thread(this::write, "writer");
  private volatile boolean ended;
  private final AtomicLong written = new AtomicLong();
  private final AtomicReference<Exception> refused = new AtomicReference<>();

  private final int burst;

  private Ticks(String bootstrap, int perSecond) {
    this.burst = (int) (perSecond * BURST_EVERY_NANOS / 1_000_000_000);
    this.producer = producer(bootstrap, Map.of());
  }

  static Ticks start(String bootstrap) {
    return start(bootstrap, PER_SECOND);
  }

  static Ticks start(String bootstrap, int perSecond) {
    Ticks ticks = new Ticks(bootstrap, perSecond);
    ticks.thread.start();
    return ticks;
  }

  static KafkaProducer<byte[], byte[]> producer(String bootstrap, Map<String, Object> more) {
    Map<String, Object> config = new java.util.HashMap<>(more);
    config.put("bootstrap.servers", bootstrap);
    config.put("acks", "all");
    config.put("linger.ms", 5);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * The i-th event; its value is different for every i and of either sign, so sums tell subsets
   * apart.
   */
  static ProducerRecord<byte[], byte[]> event(long i) {
    int partition = (int) (i % PARTITIONS);
    long value = ((i + 1) * 0x9E3779B97F4A7C15L) >> 24;
    String json = "{\"p\":" + partition + ",\"v\":" + value + ",\"k\":\"k" + i % 37 + "\"}";
    return new ProducerRecord<>(TOPIC, partition, null, json.getBytes(StandardCharsets.UTF_8));
  }

  private void write() {
    long next = System.nanoTime();
    while (!ended) {
      for (int i = 0; i < burst; i++) {
        Future<RecordMetadata> unused =
            producer.send(
                event(written.getAndIncrement()), (to, e) -> refused.compareAndSet(null, e));
      }
      next += BURST_EVERY_NANOS;
      LockSupport.parkNanos(next - System.nanoTime());
    }
  }

  /** Sends the i-th event through a producer of one's own. */
  static void send(KafkaProducer<byte[], byte[]> producer, long i) {
    Future<RecordMetadata> unused = producer.send(event(i));
  }

  long written() {
    return written.get();
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join(30_000);
    producer.close();
    if (refused.get() != null) {
      throw new AssertionError("the broker refused an event", refused.get());
    }
  }
}
