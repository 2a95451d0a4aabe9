package dev.braid.serving.tail;

import dev.braid.project.CompiledProject;
import dev.braid.source.Source;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Knows the append time of the newest committed event of each source, so that the speed layer's lag
 * can be told. It reads the last records themselves: the end of a log may be a transaction's marker
 * or an aborted event, for which nobody waits.
 */
public final class SourceTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceTail.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration READ = Duration.ofSeconds(5);

  private final CompiledProject project;
  private final Clock clock;
  private final Duration interval;
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Map<TopicPartition, Long> newest = new ConcurrentHashMap<>();
  private final Map<String, Boolean> known = new ConcurrentHashMap<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "source-tail");
            thread.setDaemon(true);
            return thread;
          });
  private Consumer<byte[], byte[]> consumer;
  private volatile String problem;

  public SourceTail(CompiledProject project, Clock clock, Duration interval) {
    this.project = project;
    this.clock = clock;
    this.interval = interval;
  }

  public void start() {
    timer.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Append time of the source's newest event, in milliseconds; empty without an event. */
  public OptionalLong newestEvent(Source source) {
    return newest.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(source.topic()))
        .mapToLong(Map.Entry::getValue)
        .max();
  }

  /** Whether the source's log has been looked at. */
  public boolean knows(Source source) {
    return known.containsKey(source.topic());
  }

  /** Why the sources cannot be looked at at the moment; empty if they can. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private void look() {
    try {
      if (consumer == null) {
        consumer = new KafkaConsumer<>(config());
      }
      for (String topic : topics()) {
        look(topic);
        known.put(topic, true);
      }
      if (problem != null) {
        LOG.info("Kafka answers again");
      }
      problem = null;
    } catch (KafkaException e) {
      if (problem == null) {
        problem =
            "Kafka at "
                + project.kafka().bootstrap()
                + " does not answer since "
                + Instant.now(clock).truncatedTo(ChronoUnit.SECONDS)
                + ": "
                + e.getMessage();
        LOG.warn("{}", problem);
      }
    } catch (RuntimeException e) {
      problem = "the sources' logs cannot be looked at: " + e;
      LOG.error("The sources' logs cannot be looked at", e);
    }
  }

  private Collection<String> topics() {
    TreeSet<String> topics = new TreeSet<>();
    project.sourcesInUse().forEach(source -> topics.add(source.topic()));
    return topics;
  }

  private void look(String topic) {
    List<PartitionInfo> infos = consumer.partitionsFor(topic);
    if (infos == null || infos.isEmpty()) {
      throw new KafkaException("there is no topic " + topic + " (`braid up` creates it)");
    }
    List<TopicPartition> partitions =
        infos.stream().map(info -> new TopicPartition(topic, info.partition())).toList();
    Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
    Map<TopicPartition, Long> now = consumer.endOffsets(partitions);
    Map<TopicPartition, Long> moved = new HashMap<>(now);
    moved.entrySet().removeIf(end -> end.getValue().equals(ends.get(end.getKey())));
    for (long back = 1; !moved.isEmpty(); back *= 8) {
      readLast(moved, begins, back);
    }
    ends.putAll(now);
  }

  /**
   * Reads the last {@code back} offsets of each partition, and takes out of {@code moved} those
   * where that showed an event or the whole log.
   */
  private void readLast(
      Map<TopicPartition, Long> moved, Map<TopicPartition, Long> begins, long back) {
    consumer.assign(moved.keySet());
    moved.forEach(
        (partition, end) -> consumer.seek(partition, Math.max(begins.get(partition), end - back)));
    Map<TopicPartition, Long> found = new HashMap<>();
    long deadline = System.nanoTime() + READ.toNanos();
    while (moved.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      if (System.nanoTime() > deadline) {
        throw new KafkaException("no answer within " + READ.toSeconds() + " s");
      }
      for (ConsumerRecord<byte[], byte[]> event : consumer.poll(POLL)) {
        found.merge(
            new TopicPartition(event.topic(), event.partition()), event.timestamp(), Math::max);
      }
    }
    found.forEach((partition, time) -> newest.merge(partition, time, Math::max));
    moved
        .entrySet()
        .removeIf(
            end ->
                found.containsKey(end.getKey())
                    || end.getValue() - back <= begins.get(end.getKey()));
  }

  private Map<String, Object> config() {
    Map<String, Object> config = project.kafka().clientConfig();
    config.put(
        ConsumerConfig.CLIENT_ID_CONFIG,
        "braid-" + project.name() + "-serving-sources-g" + project.generation());
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    config.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1_000);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 * 1024);
    config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  @Override
  public void close() {
    timer.execute(
        () -> {
          if (consumer != null) {
            consumer.close();
          }
        });
    timer.shutdown();
    try {
      if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
        timer.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
