package dev.braid.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.fault.BadNetwork;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka and the way to it can do to the serving layer. */
class KafkaFaultsTest {
  private static final long EPOCH = Views.EPOCH;

  @TempDir static Path brokerFolder;
  private static EmbeddedBroker broker;
  private static BadNetwork network;

  @TempDir Path folder;
  private TestProject speed;
  private TestProject project;
  private ServingLayer layer;

  @BeforeAll
  static void startBroker() throws Exception {
    Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    Awaitility.setDefaultPollInterval(Duration.ofMillis(50));
    int port = EmbeddedBroker.freePort();
    network = BadNetwork.to(port);
    broker =
        EmbeddedBroker.start(
            brokerFolder, 0, List.of(new EmbeddedBroker.Detour(port, network.port())));
  }

  @AfterAll
  static void stopBroker() throws Exception {
    network.close();
    broker.close();
  }

  /** The layer's way to Kafka is the network's, the speed layer's is not. */
  private void open(String name) {
    speed = new TestProject(name, broker.bootstrapServers(), folder);
    project = new TestProject(name, network.address(), folder);
    speed.createTopics();
  }

  @AfterEach
  void stop() throws Exception {
    network.heal();
    if (layer != null) {
      layer.close();
    }
    project.close();
    speed.close();
  }

  private void serve() {
    layer = project.serve();
    await().until(() -> project.get(layer, "/actuator/health").status() == 200);
  }

  private TestProject.Reply ask() {
    speed.heartbeat(System.currentTimeMillis());
    TestProject.Reply reply =
        project.query(layer, "SELECT count(*) AS keys, sum(n) AS n FROM totals");
    assertThat(reply.status()).as(reply.body().toString()).isEqualTo(200);
    return reply;
  }

  private static String rows(TestProject.Reply reply) {
    return reply.body().path("rows").toString();
  }

  private static String reason(TestProject.Reply reply) {
    return reply.view().path("reason").asText();
  }

  private void awaitWell(int keys) {
    await()
        .untilAsserted(
            () -> {
              TestProject.Reply answer = ask();
              assertThat(rows(answer)).isEqualTo("[[" + keys + "," + keys + "]]");
              assertThat(reason(answer)).isEqualTo("null");
            });
  }

  private void publish(int from, int to) {
    for (int i = from; i < to; i++) {
      speed.upsert(1, "k" + i, EPOCH, 1);
    }
  }

  @Test
  void aSpeedTopicThatIsDeletedIsSaidAndItsSuccessorReadFromItsBeginning() throws Exception {
    open("deleted");
    publish(0, 10);
    serve();
    awaitWell(10);
    String topic = project.project().names().speedTopic(TestProject.VIEW);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      network.stall();
      admin.deleteTopics(List.of(topic)).all().get();
      await().until(() -> !admin.listTopics().names().get().contains(topic));
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
      // Behind the layer's back the new topic comes farther than the layer had read the old one.
      publish(10, 200);
      network.heal();
      network.cut();
      awaitWell(200);

      admin.deleteTopics(List.of(topic)).all().get();
      await()
          .untilAsserted(
              () ->
                  assertThat(project.get(layer, "/v1/status").view().path("reason").asText())
                      .contains("there is no topic " + topic + " (`braid up` creates it)"));
      assertThat(rows(project.query(layer, "SELECT count(*), sum(n) FROM totals")))
          .isEqualTo("[[200,200]]");
      admin.createTopics(List.of(new NewTopic(topic, 2, (short) 1))).all().get();
      publish(0, 210);
      awaitWell(210);
    }
  }

  @Test
  void aBadNetworkIsSaidAndCostsNothingButTime() throws Exception {
    open("network");
    speed.append("{\"key\":\"a\",\"amount\":1}");
    publish(0, 10);
    network.delay(Duration.ofMillis(150));
    serve();
    awaitWell(10);

    network.delay(Duration.ofMillis(5));
    network.loseOneIn(40);
    for (int keys = 10; keys < 100; keys += 10) {
      publish(keys, keys + 10);
      String expected = "[[" + (keys + 10) + "," + (keys + 10) + "]]";
      await().untilAsserted(() -> assertThat(rows(ask())).isEqualTo(expected));
    }
    network.heal();
    awaitWell(100);

    network.stall();
    publish(100, 110);
    await()
        .untilAsserted(
            () -> {
              TestProject.Reply answer = ask();
              assertThat(rows(answer)).isEqualTo("[[100,100]]");
              assertThat(reason(answer)).contains("does not answer since");
            });
    network.heal();
    awaitWell(110);
  }
}
