package dev.braid.serving;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.expression.InputRow;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.project.BatchSettings;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.generation.LiveOptions;
import dev.braid.source.QuarantinedEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A project with one view of totals, and hands that play its batch and speed layers. */
public final class TestProject implements AutoCloseable {
  public static final ViewDefinition VIEW = Views.totals("totals");

  /** Frontiers of the tests are in 1970. */
  private static final BatchSettings NEVER_LATE =
      new BatchSettings(Long.MAX_VALUE - 1, Long.MAX_VALUE);

  private final CompiledProject project;
  private final Path folder;
  private final CompiledView compiled = new CompiledView(VIEW.plan());
  private final SpeedRecordCodec codec = new SpeedRecordCodec(VIEW.plan());
  private final KafkaProducer<byte[], byte[]> producer;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param name of the project; its topics have it in their names
   */
  public TestProject(String name, String bootstrap, Path folder) {
    this(name, bootstrap, folder, NEVER_LATE);
  }

  TestProject(String name, String bootstrap, Path folder, BatchSettings batch) {
    this(name, bootstrap, folder, batch, new ServingSettings("127.0.0.1", 0), List.of(VIEW));
  }

  public TestProject(
      String name,
      String bootstrap,
      Path folder,
      ServingSettings serving,
      List<ViewDefinition> views) {
    this(name, bootstrap, folder, NEVER_LATE, serving, views);
  }

  private TestProject(
      String name,
      String bootstrap,
      Path folder,
      BatchSettings batch,
      ServingSettings serving,
      List<ViewDefinition> views) {
    this.folder = folder;
    this.project =
        new CompiledProject(
            CompiledProject.FORMAT,
            name,
            1,
            1000,
            new KafkaSettings(bootstrap, null, Map.of()),
            folder.resolve("the lake").toUri().toString(),
            serving,
            batch,
            List.of(Views.orders()),
            views);
    this.producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "linger.ms", 0),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public CompiledProject project() {
    return project;
  }

  public void createTopics() {
    try (Admin admin = Admin.create(project.kafka().clientConfig())) {
      List<NewTopic> topics = new ArrayList<>();
      for (String topic :
          List.of(
              project.names().quarantineTopic(Views.orders()), project.names().frontiersTopic())) {
        topics.add(new NewTopic(topic, 2, (short) 1).configs(Map.of("cleanup.policy", "compact")));
      }
      for (ViewDefinition view : project.views()) {
        String topic = project.names().speedTopic(view);
        topics.add(new NewTopic(topic, 2, (short) 1).configs(Map.of("cleanup.policy", "compact")));
      }
      topics.add(
          new NewTopic(Views.orders().topic(), 2, (short) 1)
              .configs(Map.of("message.timestamp.type", "LogAppendTime")));
      if (admin.listTopics().names().get().contains(Views.orders().topic())) {
        topics.remove(topics.size() - 1);
      }
      admin.createTopics(topics).all().get();
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  public ServingLayer serve() {
    ServingOptions options =
        new ServingOptions(
            folder.resolve("state"),
            new LiveOptions(
                "256MB",
                QueryLimits.DEFAULT,
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Clock.systemUTC()));
    return ServingLayer.start(
        project,
        options,
        () -> {
          throw new AssertionError("the merge broke");
        });
  }

  public Path table() {
    return Path.of(URI.create(project.names().viewPath(VIEW)));
  }

  // The source.

  public void append(String json) {
    producer.send(
        new ProducerRecord<>(Views.orders().topic(), json.getBytes(StandardCharsets.UTF_8)));
    producer.flush();
  }

  // The speed layer.

  /** Publishes the whole state of a group in an epoch: one event an amount. */
  public void upsert(long generation, String key, long epoch, long... amounts) {
    State[] states = states(key, amounts);
    SpeedUpsert upsert =
        new SpeedUpsert(
            new Version(generation, amounts.length),
            epoch,
            new Object[] {key},
            epoch,
            compiled.store(states));
    speedRecord(codec.key(epoch, upsert.key()), codec.value(upsert));
  }

  private State[] states(String key, long... amounts) {
    State[] states = compiled.empty();
    for (long amount : amounts) {
      compiled.add(states, new InputRow(new Object[] {key, amount}));
    }
    return states;
  }

  public void heartbeat(long processedTo) {
    heartbeat(processedTo, 0);
  }

  public void heartbeat(long processedTo, long stragglers) {
    SpeedHeartbeat heartbeat =
        new SpeedHeartbeat(
            1, 1, 0, 1, 1, processedTo, processedTo, true, Frontier.NONE, stragglers);
    speedRecord(
        SpeedRecordCodec.heartbeatKey(heartbeat), SpeedRecordCodec.heartbeatValue(heartbeat));
  }

  public void speedRecord(byte[] key, byte[] value) {
    producer.send(new ProducerRecord<>(project.names().speedTopic(VIEW), 0, key, value));
    producer.flush();
  }

  public void quarantine(QuarantinedEvent event) throws JsonProcessingException {
    producer.send(
        new ProducerRecord<>(
            project.names().quarantineTopic(Views.orders()),
            event.key().getBytes(StandardCharsets.UTF_8),
            CompiledProject.json().writeValueAsBytes(event)));
    producer.flush();
  }

  // The batch layer.

  /**
   * Commits a version with these groups, one event an amount.
   *
   * @param groups key → amounts
   */
  public BatchCommit commit(
      long version, Frontier frontier, Frontier previous, Map<String, long[]> groups) {
    List<TestLake.Row> rows = new ArrayList<>();
    long events = 0;
    for (Map.Entry<String, long[]> group : new TreeMap<>(groups).entrySet()) {
      State[] states = states(group.getKey(), group.getValue());
      rows.add(
          new TestLake.Row(
              compiled.result(new Object[] {group.getKey()}, states),
              group.getValue().length,
              compiled.store(states)));
      events += group.getValue().length;
    }
    BatchCommit commit = TestLake.commit(VIEW, frontier, previous, events);
    TestLake.commit(table(), VIEW, version, commit, rows);
    return commit;
  }

  public void announce(long version, BatchCommit commit) throws JsonProcessingException {
    producer.send(
        new ProducerRecord<>(
            project.names().frontiersTopic(),
            FrontierAnnouncement.key(VIEW.name(), VIEW.definitionHash())
                .getBytes(StandardCharsets.UTF_8),
            CompiledProject.json().writeValueAsBytes(new FrontierAnnouncement(version, commit))));
    producer.flush();
  }

  // A client.

  public record Reply(int status, String type, JsonNode body) {
    public JsonNode view() {
      return body.path("views").path(VIEW.name());
    }
  }

  public Reply query(ServingLayer layer, String sql) {
    return send(
        HttpRequest.newBuilder(uri(layer, "/v1/query"))
            .header("content-type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    CompiledProject.json().createObjectNode().put("sql", sql).toString()))
            .build());
  }

  public Reply get(ServingLayer layer, String path) {
    return send(HttpRequest.newBuilder(uri(layer, path)).build());
  }

  public String text(ServingLayer layer, String path) {
    return exchange(HttpRequest.newBuilder(uri(layer, path)).build()).body();
  }

  private static URI uri(ServingLayer layer, String path) {
    return URI.create("http://127.0.0.1:" + layer.port() + path);
  }

  private Reply send(HttpRequest request) {
    HttpResponse<String> response = exchange(request);
    try {
      return new Reply(
          response.statusCode(),
          response.headers().firstValue("content-type").orElse(""),
          CompiledProject.json().readTree(response.body()));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(response.body(), e);
    }
  }

  public HttpResponse<String> exchange(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }
}
