package dev.braid.serving.tail;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Notices that a topic was deleted, or deleted and created again. A consumer does not: it goes on
 * at its old offset as soon as the new topic has come that far, and never sees what is before.
 */
final class TopicWatch implements AutoCloseable {
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Admin admin;
  private final List<String> topics;
  private final long intervalNanos;
  private final Map<String, Uuid> ids = new HashMap<>();
  private Map<String, KafkaFuture<TopicDescription>> asked;
  private long askedAt;

  /**
   * Begins to watch the topics that are there now.
   *
   * @throws KafkaException if one is not, or Kafka does not answer
   */
  TopicWatch(Map<String, Object> client, Collection<String> topics, Duration interval) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000);
    this.admin = Admin.create(config);
    this.topics = List.copyOf(topics);
    this.intervalNanos = interval.toNanos();
    try {
      ask();
      compare();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /**
   * Asks Kafka now and then; never waits for the answer, and takes none for no news.
   *
   * @throws KafkaException if a topic is another one now, or none
   */
  void check() {
    boolean answered = asked.values().stream().allMatch(KafkaFuture::isDone);
    if (answered) {
      compare();
      if (System.nanoTime() - askedAt >= intervalNanos) {
        ask();
      }
    }
  }

  private void ask() {
    asked = admin.describeTopics(topics).topicNameValues();
    askedAt = System.nanoTime();
  }

  private void compare() {
    boolean first = ids.isEmpty();
    asked.forEach(
        (topic, description) -> {
          try {
            Uuid id = description.get().topicId();
            Uuid before = ids.putIfAbsent(topic, id);
            if (before != null && !before.equals(id)) {
              throw new KafkaException("topic " + topic + " was deleted and created again");
            }
          } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
              throw new KafkaException("there is no topic " + topic + " (`braid up` creates it)");
            }
            if (first) {
              throw new KafkaException(e.getCause().getMessage(), e.getCause());
            }
          } catch (InterruptedException e) {
            throw new InterruptException(e);
          }
        });
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }
}
