package dev.braid.batch.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.batch.error.BatchErrors;
import dev.braid.log.BatchCommit;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.project.CompiledProject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Tells the other layers on the frontiers topic which batch version of each view is committed. */
public final class Announcer {
  private final CompiledProject project;

  public Announcer(CompiledProject project) {
    this.project = project;
  }

  /** Returns once Kafka has every announcement safely. */
  public void announce(Collection<FrontierAnnouncement> announcements) {
    Map<String, Object> config = project.kafka().clientConfig();
    config.put("acks", "all");
    List<Future<RecordMetadata>> sent = new ArrayList<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (FrontierAnnouncement announcement : announcements) {
        sent.add(producer.send(record(announcement)));
      }
      producer.flush();
      for (Future<RecordMetadata> acknowledged : sent) {
        acknowledged.get();
      }
    } catch (ExecutionException e) {
      throw BatchErrors.kafkaUnreachable(project.kafka().bootstrap(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BatchErrors.kafkaUnreachable(project.kafka().bootstrap(), e);
    }
  }

  private ProducerRecord<byte[], byte[]> record(FrontierAnnouncement announcement) {
    BatchCommit commit = announcement.commit();
    String key = FrontierAnnouncement.key(commit.view(), commit.definitionHash());
    try {
      return new ProducerRecord<>(
          project.names().frontiersTopic(),
          key.getBytes(StandardCharsets.UTF_8),
          CompiledProject.json().writeValueAsBytes(announcement));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
