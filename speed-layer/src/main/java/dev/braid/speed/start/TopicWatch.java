package dev.braid.speed.start;

import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import dev.braid.source.Source;
import dev.braid.speed.SpeedErrors;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that one of a running job's topics was deleted, or deleted and created again. The job
 * itself does not: it would go on reading at an offset of the old source, or leave the new speed
 * topic without all that no longer changes.
 */
public final class TopicWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicWatch.class);
  private static final Duration CLOSE = Duration.ofSeconds(1);

  private final Admin admin;
  private final Map<String, Uuid> ids;
  private final Map<String, BraidException> errorsIfMissing;
  private final Set<String> sources;
  private Map<String, KafkaFuture<TopicDescription>> asked;

  /**
   * @param kafka as it was when the job was made
   */
  public TopicWatch(CompiledProject project, KafkaFacts kafka) {
    Map<String, Object> config = project.kafka().clientConfig();
    config.putIfAbsent("default.api.timeout.ms", "20000");
    config.putIfAbsent("request.timeout.ms", "10000");
    this.ids = kafka.topicIds();
    this.errorsIfMissing = KafkaFacts.errorsIfMissing(project);
    this.sources =
        project.sourcesInUse().stream().map(Source::topic).collect(Collectors.toUnmodifiableSet());
    this.admin = Admin.create(config);
    ask();
  }

  /**
   * To be called now and then. Never waits for Kafka, and takes no answer for no news.
   *
   * @throws BraidException if the job must not go on
   */
  public void check() throws InterruptedException {
    if (!asked.values().stream().allMatch(KafkaFuture::isDone)) {
      return;
    }
    for (Map.Entry<String, KafkaFuture<TopicDescription>> answer : asked.entrySet()) {
      compare(answer.getKey(), answer.getValue());
    }
    ask();
  }

  private void ask() {
    asked = admin.describeTopics(ids.keySet()).topicNameValues();
  }

  private void compare(String topic, KafkaFuture<TopicDescription> answer)
      throws InterruptedException {
    try {
      Uuid found = answer.get().topicId();
      if (!found.equals(ids.get(topic))) {
        throw sources.contains(topic)
            ? SpeedErrors.logReplaced(topic, ids.get(topic).toString(), found.toString())
            : SpeedErrors.ownTopicReplaced(topic);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        throw errorsIfMissing.get(topic);
      }
      LOG.debug("Kafka does not say how topic {} is", topic, e);
    }
  }

  @Override
  public void close() {
    admin.close(CLOSE);
  }
}
