package dev.braid.launcher.kafka;

import dev.braid.launcher.LauncherErrors;
import dev.braid.project.CompiledProject;
import dev.braid.project.Names;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topics that a project needs, made before any layer starts. */
public final class Topics implements AutoCloseable {
  private static final String LOG_APPEND_TIME = "LogAppendTime";
  private static final int COMPACTED_PARTITIONS = 1;
  private static final long ASK_AGAIN_NANOS = 50_000_000;

  /**
   * A reader that starts while the speed layer replays must still find the higher version of an
   * upsert: longer than any outage with its catch-up.
   */
  private static final Duration COMPACTION_LAG = Duration.ofHours(6);

  private static final Map<String, String> COMPACTED =
      Map.of(
          TopicConfig.CLEANUP_POLICY_CONFIG,
          TopicConfig.CLEANUP_POLICY_COMPACT,
          TopicConfig.MIN_COMPACTION_LAG_MS_CONFIG,
          Long.toString(COMPACTION_LAG.toMillis()));

  private final CompiledProject project;
  private final Admin admin;
  private final Duration patience;

  public Topics(CompiledProject project, Duration patience) {
    this.project = project;
    this.patience = patience;
    Map<String, Object> config = project.kafka().clientConfig();
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    config.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) Math.min(patience.toMillis(), 10_000));
    this.admin = Admin.create(config);
  }

  /** Whether a cluster answers. */
  public void requireKafka() {
    try {
      await(admin.describeCluster().nodes());
    } catch (ExecutionException e) {
      throw LauncherErrors.kafkaUnreachable(
          project.kafka().bootstrap(), project.kafka().embeddedPort() != null, e.getCause());
    }
  }

  /**
   * Creates what is missing and checks what is there.
   *
   * @return the names of the topics that it created
   */
  public List<String> ensure() {
    Set<String> existing = get(admin.listTopics().names(), "the list of topics");
    for (Source source : project.sources()) {
      if (existing.contains(source.topic())) {
        requireLogAppendTime(source);
      }
    }
    List<String> created = new ArrayList<>();
    for (NewTopic topic : wanted()) {
      if (!existing.contains(topic.name()) && create(topic)) {
        created.add(topic.name());
      }
    }
    awaitVisible(created);
    return created;
  }

  /** A broker may still not know what its controller has just created. */
  private void awaitVisible(List<String> created) {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!get(admin.listTopics().names(), "the list of topics").containsAll(created)) {
      if (System.nanoTime() > deadline) {
        throw LauncherErrors.topicsInvisible(created);
      }
      LockSupport.parkNanos(ASK_AGAIN_NANOS);
    }
  }

  private List<NewTopic> wanted() {
    Names names = project.names();
    Map<String, NewTopic> topics = new LinkedHashMap<>();
    for (Source source : project.sources()) {
      Map<String, String> stamped =
          Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, LOG_APPEND_TIME);
      topics.putIfAbsent(source.topic(), topic(source.topic(), source.partitions(), stamped));
      String quarantine = names.quarantineTopic(source);
      topics.put(quarantine, topic(quarantine, COMPACTED_PARTITIONS, COMPACTED));
    }
    topics.put(
        names.frontiersTopic(), topic(names.frontiersTopic(), COMPACTED_PARTITIONS, COMPACTED));
    for (ViewDefinition view : project.views()) {
      String speed = names.speedTopic(view);
      int partitions = project.source(view.plan().source()).partitions();
      topics.put(speed, topic(speed, partitions, COMPACTED));
    }
    return List.copyOf(topics.values());
  }

  private static NewTopic topic(String name, int partitions, Map<String, String> config) {
    return new NewTopic(name, Optional.of(partitions), Optional.empty()).configs(config);
  }

  private boolean create(NewTopic topic) {
    try {
      await(admin.createTopics(List.of(topic)).all());
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw LauncherErrors.kafkaFailed("to create topic " + topic.name(), e.getCause());
    }
  }

  private void requireLogAppendTime(Source source) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, source.topic());
    String type =
        get(admin.describeConfigs(List.of(resource)).all(), "the settings of " + source.topic())
            .get(resource)
            .get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
            .value();
    if (!type.equals(LOG_APPEND_TIME)) {
      throw LauncherErrors.notLogAppendTime(
          source.name(), source.topic(), type, project.kafka().bootstrap());
    }
  }

  /** Deletes those that are there. */
  public void delete(Collection<String> topics) {
    Set<String> existing = get(admin.listTopics().names(), "the list of topics");
    List<String> unwanted = topics.stream().filter(existing::contains).toList();
    get(admin.deleteTopics(unwanted).all(), "to delete " + String.join(", ", unwanted));
  }

  /** Fails if the source's topic is not there. */
  public void require(Source source) {
    Set<String> existing = get(admin.listTopics().names(), "the list of topics");
    if (!existing.contains(source.topic())) {
      throw LauncherErrors.noTopic(source.name(), source.topic());
    }
  }

  private <T> T get(KafkaFuture<T> future, String what) {
    try {
      return await(future);
    } catch (ExecutionException e) {
      throw LauncherErrors.kafkaFailed(what, e.getCause());
    }
  }

  /** The cause says what went wrong: Kafka's refusal, its silence, or an interrupt. */
  private <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new ExecutionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExecutionException(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(2));
  }
}
