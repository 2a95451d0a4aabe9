package dev.braid.speed.start;

import dev.braid.error.BraidException;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import dev.braid.speed.SpeedErrors;
import dev.braid.type.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What the job needs to know of Kafka before it is made. Every topic exists and sources have
 * LogAppendTime, or there are no facts but an error.
 *
 * @param topicIds of every topic, by its name
 * @param incarnation changes when Kafka or a topic is replaced by another of the same name: offsets
 *     and published upserts of the old one say nothing about the new one
 */
public record KafkaFacts(
    Map<String, Uuid> topicIds,
    String incarnation,
    Map<String, SourceLog> logs,
    Map<String, Integer> partitions,
    Map<String, Integer> maxMessageBytes) {
  private static final int ENVELOPE_BYTES = 1024;
  private static final int KAFKAS_DEFAULT_BYTES = 1_048_588;

  /** Looks at all topics that the project's speed layer reads and writes. */
  public static KafkaFacts gather(CompiledProject project) {
    Map<String, Object> config = project.kafka().clientConfig();
    config.putIfAbsent("default.api.timeout.ms", "20000");
    config.putIfAbsent("request.timeout.ms", "10000");
    try (Admin admin = Admin.create(config)) {
      Map<String, TopicDescription> topics = describe(admin, project);
      Map<String, Config> configs = configs(admin, topics.keySet());
      Map<String, SourceLog> logs = new HashMap<>();
      for (Source source : project.sourcesInUse()) {
        requireLogAppendTime(source.topic(), configs, project.kafka().bootstrap());
        logs.put(source.topic(), log(admin, topics.get(source.topic())));
      }
      Map<String, Integer> maxMessageBytes = new HashMap<>();
      configs.forEach(
          (topic, found) ->
              maxMessageBytes.put(
                  topic, Integer.valueOf(value(found, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))));
      Map<String, Integer> partitions = new HashMap<>();
      topics.forEach((name, topic) -> partitions.put(name, topic.partitions().size()));
      Map<String, Uuid> ids = new TreeMap<>();
      topics.forEach((name, topic) -> ids.put(name, topic.topicId()));
      return new KafkaFacts(ids, incarnation(admin, ids), logs, partitions, maxMessageBytes);
    } catch (ExecutionException | KafkaException e) {
      throw SpeedErrors.kafkaUnavailable(
          project.kafka().bootstrap(), e instanceof ExecutionException ? e.getCause() : e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw SpeedErrors.kafkaUnavailable(project.kafka().bootstrap(), e);
    }
  }

  /** What would be found if all topics were new and had Kafka's own settings; asks no Kafka. */
  public static KafkaFacts assumed(CompiledProject project) {
    Map<String, SourceLog> logs = new HashMap<>();
    Map<String, Integer> partitions = new HashMap<>();
    Map<String, Integer> maxMessageBytes = new HashMap<>();
    for (Source source : project.sourcesInUse()) {
      logs.put(source.topic(), new SourceLog(source.topic(), "none", Offsets.NONE, Offsets.NONE));
      maxMessageBytes.put(project.names().quarantineTopic(source), KAFKAS_DEFAULT_BYTES);
    }
    for (ViewDefinition view : project.views()) {
      maxMessageBytes.put(project.names().speedTopic(view), KAFKAS_DEFAULT_BYTES);
      partitions.put(project.names().speedTopic(view), 1);
    }
    return new KafkaFacts(Map.of(), "none", logs, partitions, maxMessageBytes);
  }

  /** The most that one record of the topic may weigh, key and value together. */
  public int maxRecordBytes(String topic) {
    return maxMessageBytes.get(topic) - ENVELOPE_BYTES;
  }

  /** Every topic of the project's speed layer, with the error to raise where it is missing. */
  static Map<String, BraidException> errorsIfMissing(CompiledProject project) {
    Map<String, BraidException> errors = new LinkedHashMap<>();
    for (Source source : project.sourcesInUse()) {
      errors.put(source.topic(), SpeedErrors.sourceTopicMissing(source.topic(), source.name()));
      String quarantine = project.names().quarantineTopic(source);
      errors.put(
          quarantine,
          SpeedErrors.ownTopicMissing(quarantine, "quarantine of source " + source.name()));
    }
    for (ViewDefinition view : project.views()) {
      String speed = project.names().speedTopic(view);
      errors.put(speed, SpeedErrors.ownTopicMissing(speed, "speed view " + view.name()));
    }
    String frontiers = project.names().frontiersTopic();
    errors.put(frontiers, SpeedErrors.ownTopicMissing(frontiers, "frontiers"));
    return errors;
  }

  private static Map<String, TopicDescription> describe(Admin admin, CompiledProject project)
      throws ExecutionException, InterruptedException {
    Map<String, TopicDescription> topics = new TreeMap<>();
    Map<String, BraidException> errors = errorsIfMissing(project);
    Map<String, KafkaFuture<TopicDescription>> described =
        admin.describeTopics(errors.keySet()).topicNameValues();
    for (Map.Entry<String, BraidException> topic : errors.entrySet()) {
      try {
        topics.put(topic.getKey(), described.get(topic.getKey()).get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          throw topic.getValue();
        }
        throw e;
      }
    }
    return topics;
  }

  private static Map<String, Config> configs(Admin admin, Collection<String> topics)
      throws ExecutionException, InterruptedException {
    List<ConfigResource> resources =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    Map<String, Config> configs = new HashMap<>();
    admin
        .describeConfigs(resources)
        .all()
        .get()
        .forEach((resource, config) -> configs.put(resource.name(), config));
    return configs;
  }

  private static void requireLogAppendTime(
      String topic, Map<String, Config> configs, String bootstrap) {
    String type = value(configs.get(topic), TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
    if (!type.equals("LogAppendTime")) {
      throw SpeedErrors.notLogAppendTime(topic, type, bootstrap);
    }
  }

  private static String value(Config config, String key) {
    return config.get(key).value();
  }

  private static SourceLog log(Admin admin, TopicDescription topic)
      throws ExecutionException, InterruptedException {
    return new SourceLog(
        topic.name(),
        topic.topicId().toString(),
        offsets(admin, topic, OffsetSpec.earliest()),
        offsets(admin, topic, OffsetSpec.latest()));
  }

  private static Offsets offsets(Admin admin, TopicDescription topic, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicPartitionInfo partition : topic.partitions()) {
      wanted.put(new TopicPartition(topic.name(), partition.partition()), which);
    }
    Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(wanted).all().get();
    Map<Integer, Long> offsets = new HashMap<>();
    found.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
    return Offsets.of(offsets);
  }

  private static String incarnation(Admin admin, Map<String, Uuid> topicIds)
      throws ExecutionException, InterruptedException {
    List<String> parts = new ArrayList<>();
    parts.add(admin.describeCluster().clusterId().get());
    topicIds.forEach((name, id) -> parts.add(name + " " + id));
    return Sha256.hex(String.join("\n", parts));
  }
}
