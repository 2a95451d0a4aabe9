package dev.braid.serving.tail;

import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.QuarantinedEvent;
import dev.braid.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, from their beginnings and for ever, the speed topics, the quarantine topics and the topic
 * of frontiers. A broker that is away is waited for; a record that cannot be read is counted and
 * passed over.
 */
public final class SpeedTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SpeedTail.class);
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final Duration WATCH = Duration.ofSeconds(1);

  /** Told what the records say, in the order of each partition; from the tail's own thread. */
  public interface Listener {
    void upserts(String view, List<SpeedUpsert> upserts);

    /**
     * @param partition of the view's speed topic
     * @param at the record's timestamp, in milliseconds
     */
    void heartbeat(String view, SpeedHeartbeat heartbeat, int partition, long at);

    /** A record of the view's speed topic could not be read. */
    void unreadable(String view);

    void announced(String view, FrontierAnnouncement announcement);

    void quarantined(List<QuarantinedEvent> events);

    /** Everything that was in the topics when reading began has been told. */
    void caughtUp();
  }

  private final CompiledProject project;
  private final Listener listener;
  private final Map<String, TopicReader> readers = new LinkedHashMap<>();
  private final Set<String> warned = new HashSet<>();
  private final Thread thread;
  private volatile Consumer<byte[], byte[]> consumer;
  private volatile boolean stopped;
  private volatile boolean caughtUp;
  private volatile String problem = "the speed topics have not been read yet";

  public SpeedTail(CompiledProject project, Listener listener) {
    this.project = project;
    this.listener = listener;
    for (ViewDefinition view : project.views()) {
      readers.put(project.names().speedTopic(view), new SpeedReader(view));
    }
    for (Source source : project.sourcesInUse()) {
      readers.put(project.names().quarantineTopic(source), this::readQuarantined);
    }
    readers.put(project.names().frontiersTopic(), this::readAnnouncements);
    this.thread = new Thread(this::run, "speed-tail");
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  public boolean hasCaughtUp() {
    return caughtUp;
  }

  /** Why the topics cannot be read at the moment; empty if they can. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }

  private void run() {
    while (!stopped) {
      try (Consumer<byte[], byte[]> opened = new KafkaConsumer<>(config());
          TopicWatch watch =
              new TopicWatch(project.kafka().clientConfig(), readers.keySet(), WATCH)) {
        consumer = opened;
        read(opened, watch);
      } catch (WakeupException | InterruptException e) {
        LOG.debug("The tail of the speed topics ends");
        return;
      } catch (KafkaException e) {
        // Reading begins anew: every record says all there is to say of its key, so a second time
        // changes nothing.
        problem = "the speed topics cannot be read: " + e.getMessage();
        LOG.warn("Reading begins anew: {}", problem);
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(RETRY.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped = true;
    }
  }

  private Map<String, Object> config() {
    Map<String, Object> config = project.kafka().clientConfig();
    config.put(
        ConsumerConfig.CLIENT_ID_CONFIG,
        "braid-" + project.name() + "-serving-g" + project.generation());
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    config.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000);
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return config;
  }

  private void read(Consumer<byte[], byte[]> opened, TopicWatch watch) {
    List<TopicPartition> partitions = partitions(opened);
    opened.assign(partitions);
    opened.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = new HashMap<>(opened.endOffsets(partitions));
    problem = null;
    while (!stopped) {
      watch.check();
      ConsumerRecords<byte[], byte[]> records = opened.poll(POLL);
      for (String topic : readers.keySet()) {
        List<ConsumerRecord<byte[], byte[]>> ofTopic = new ArrayList<>();
        records.records(topic).forEach(ofTopic::add);
        if (!ofTopic.isEmpty()) {
          readers.get(topic).read(ofTopic);
        }
      }
      if (!caughtUp) {
        ends.entrySet().removeIf(end -> opened.position(end.getKey()) >= end.getValue());
        if (ends.isEmpty()) {
          listener.caughtUp();
          caughtUp = true;
          LOG.info("The speed topics are read to their end");
        }
      }
    }
  }

  private List<TopicPartition> partitions(Consumer<byte[], byte[]> opened) {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : readers.keySet()) {
      List<PartitionInfo> known = opened.partitionsFor(topic);
      if (known == null || known.isEmpty()) {
        throw new KafkaException("there is no topic " + topic + " (`braid up` creates it)");
      }
      known.forEach(info -> partitions.add(new TopicPartition(topic, info.partition())));
    }
    return partitions;
  }

  @FunctionalInterface
  private interface TopicReader {
    void read(List<ConsumerRecord<byte[], byte[]>> records);
  }

  /** Reads one view's speed topic. */
  private final class SpeedReader implements TopicReader {
    private final String view;
    private final SpeedRecordCodec codec;

    SpeedReader(ViewDefinition view) {
      this.view = view.name();
      this.codec = new SpeedRecordCodec(view.plan());
    }

    @Override
    public void read(List<ConsumerRecord<byte[], byte[]>> records) {
      List<SpeedUpsert> upserts = new ArrayList<>(records.size());
      List<Runnable> heartbeats = new ArrayList<>();
      for (ConsumerRecord<byte[], byte[]> record : records) {
        try {
          codec.read(
              record.key(),
              record.value(),
              new SpeedRecordCodec.Reader() {
                @Override
                public void upsert(SpeedUpsert upsert) {
                  upserts.add(upsert);
                }

                @Override
                public void heartbeat(SpeedHeartbeat heartbeat) {
                  heartbeats.add(
                      () ->
                          listener.heartbeat(
                              view, heartbeat, record.partition(), record.timestamp()));
                }
              });
        } catch (IOException | RuntimeException e) {
          warn(record, e);
          listener.unreadable(view);
        }
      }
      if (!upserts.isEmpty()) {
        listener.upserts(view, upserts);
      }
      // After the upserts: a heartbeat speaks of those before it.
      heartbeats.forEach(Runnable::run);
    }
  }

  private void readQuarantined(List<ConsumerRecord<byte[], byte[]>> records) {
    List<QuarantinedEvent> events = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        if (record.value() != null) {
          events.add(CompiledProject.json().readValue(record.value(), QuarantinedEvent.class));
        }
      } catch (IOException e) {
        warn(record, e);
      }
    }
    listener.quarantined(events);
  }

  private void readAnnouncements(List<ConsumerRecord<byte[], byte[]>> records) {
    for (ConsumerRecord<byte[], byte[]> record : records) {
      try {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        for (ViewDefinition view : project.views()) {
          if (record.value() != null
              && key.equals(FrontierAnnouncement.key(view.name(), view.definitionHash()))) {
            listener.announced(
                view.name(),
                CompiledProject.json().readValue(record.value(), FrontierAnnouncement.class));
          }
        }
      } catch (IOException | RuntimeException e) {
        warn(record, e);
      }
    }
  }

  private void warn(ConsumerRecord<byte[], byte[]> record, Exception e) {
    if (warned.add(record.topic())) {
      LOG.warn(
          "{}, partition {}, offset {} cannot be read and is passed over, as all like it: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.toString());
    }
  }

  @Override
  public void close() {
    stopped = true;
    Consumer<byte[], byte[]> opened = consumer;
    if (opened != null) {
      opened.wakeup();
    }
    try {
      thread.join(CLOSE.toMillis());
      thread.interrupt();
      thread.join(CLOSE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
