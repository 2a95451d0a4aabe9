package dev.braid.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.error.BraidException;
import dev.braid.fault.BadNetwork;
import dev.braid.fault.SmallDisk;
import dev.braid.log.Frontier;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** What Kafka, the way to it and a full disk can do to the speed layer. */
class SpeedFaultsTest {
  private static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");
  private static final Map<String, String> STAMPED =
      Map.of("message.timestamp.type", "LogAppendTime");

  /** Short, so that they are all exceeded soon. */
  private static final Map<String, String> IMPATIENT =
      Map.of(
          "delivery.timeout.ms", "3000",
          "request.timeout.ms", "1500",
          "max.block.ms", "2000",
          "default.api.timeout.ms", "2000");

  @TempDir static Path brokerFolder;
  private static BadNetwork network;
  private static TestKafka kafka;

  @TempDir Path folder;
  private String name;
  private CompiledProject project;
  private Ticks ticks;
  private RunningSpeed speed;

  @BeforeAll
  static void startBroker() throws Exception {
    int port = EmbeddedBroker.freePort();
    network = BadNetwork.to(port);
    kafka = TestKafka.start(brokerFolder, new EmbeddedBroker.Detour(port, network.port()));
  }

  @AfterAll
  static void stopBroker() throws Exception {
    network.close();
    kafka.stop();
  }

  @BeforeEach
  void name(TestInfo test) {
    name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
  }

  private void open(int partitions) {
    project = Ticks.project(name, kafka.bootstrap(), partitions);
    kafka.createTopics(project);
    ticks = new Ticks(kafka, project);
  }

  private Path state() {
    return folder.resolve("state");
  }

  @AfterEach
  void stop() throws Exception {
    network.heal();
    if (speed != null) {
      speed.stop();
    }
  }

  private String sourceTopic() {
    return project.sources().get(0).topic();
  }

  private String speedTopic() {
    return project.names().speedTopic(project.views().get(0));
  }

  @Test
  void aPartitionThatIsAddedIsFoundWhetherTheLayerRunsOrNot() throws Exception {
    open(1);
    speed = RunningSpeed.start(project, state());
    ticks.send(1, 100);
    kafka.addPartitions(sourceTopic(), 2);
    ticks.send(2, 100);
    ticks.awaitCaughtUp();
    speed.awaitCheckpoint();
    speed.stop();

    kafka.addPartitions(sourceTopic(), 3);
    ticks.send(3, 100);
    speed = RunningSpeed.start(project, state());
    assertThat(speed.restoredFrom()).isPresent();
    ticks.awaitCaughtUp();
  }

  @Test
  void aSourceTopicThatIsReplacedIsRefusedWhileRunningAndEverAfter() throws Exception {
    open(2);
    ticks.send(2, 50);
    ticks.awaitEpochsEnd();
    Frontier frontier = ticks.frontier();
    ticks.announce(frontier, 2);
    try (SpeedThread running = SpeedThread.start(project, state()).awaitRunning()) {
      ticks.send(2, 20);
      ticks.awaitExact(frontier);
      kafka.deleteTopic(sourceTopic());
      kafka.createTopic(sourceTopic(), 2, STAMPED);
      // Longer than the old one was: no offset tells that it is another.
      new Ticks(kafka, project).send(2, 200);
      assertThat(running.awaitError().code()).isIn("LOG_REPLACED", "TOPIC_MISSING");
    }
    assertReplaced(state());
    // The announcement knows it too.
    assertReplaced(folder.resolve("another state"));
  }

  private void assertReplaced(Path state) throws Exception {
    try (SpeedThread again = SpeedThread.start(project, state)) {
      BraidException refusal = again.awaitError();
      assertThat(refusal.code()).isEqualTo("LOG_REPLACED");
      assertThat(refusal.getMessage())
          .contains("topic " + sourceTopic() + " is another one")
          .contains("deleted and created again")
          .contains("Give the source's topic another name");
    }
  }

  @Test
  void aSpeedTopicThatIsReplacedIsRebuiltAndOneThatIsGoneIsNamed() throws Exception {
    open(2);
    ticks.send(2, 50);
    try (SpeedThread running = SpeedThread.start(project, state()).awaitRunning()) {
      ticks.awaitExact();
      kafka.deleteTopic(speedTopic());
      kafka.createTopic(speedTopic(), 1, COMPACTED);
      BraidException said = running.awaitError();
      assertThat(said.code()).isIn("TOPIC_REPLACED", "TOPIC_MISSING");
    }
    ticks.send(2, 10);
    try (SpeedThread running = SpeedThread.start(project, state()).awaitRunning()) {
      ticks.awaitCaughtUp();
      kafka.deleteTopic(speedTopic());
      BraidException said = running.awaitError();
      assertThat(said.code()).isEqualTo("TOPIC_MISSING");
      assertThat(said.getMessage()).contains(speedTopic()).contains("`braid up` creates it");
    }
    kafka.createTopic(speedTopic(), 1, COMPACTED);
    try (SpeedThread running = SpeedThread.start(project, state()).awaitRunning()) {
      ticks.awaitCaughtUp();
      assertThat(running).isNotNull();
    }
  }

  @Test
  void aFullDiskUnderTheCheckpointsStopsNothing() throws Exception {
    open(2);
    try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 64 << 20)) {
      speed = RunningSpeed.start(project, disk.folder());
      ticks.send(2, 500);
      ticks.awaitExact();
      speed.awaitCheckpoint();
      disk.fill();
      ticks.send(2, 500);
      ticks.awaitCaughtUp();
      assertThat(speed.isRunning()).isTrue();

      disk.free();
      speed.awaitCheckpoint();
      speed.stop();
      speed = RunningSpeed.start(project, disk.folder());
      assertThat(speed.restoredFrom()).isPresent();
      ticks.awaitCaughtUp();
      speed.stop();

      disk.fill();
      try (SpeedThread refused = SpeedThread.start(project, disk.folder())) {
        assertThat(refused.awaitError().getMessage()).contains("No space left on device");
      }
    }
  }

  @Test
  void aNetworkThatDelaysLosesAndStallsCostsNothingButTime() throws Exception {
    openBehindTheNetwork();
    speed = RunningSpeed.start(project, state());
    network.delay(Duration.ofMillis(100));
    ticks.send(2, 500);
    ticks.awaitExact();
    network.delay(Duration.ofMillis(2));
    network.loseOneIn(60);
    for (int i = 0; i < 5; i++) {
      ticks.send(2, 200);
      ticks.awaitExact();
    }
    network.heal();
    ticks.awaitCaughtUp();

    // Longer than every time-out of its clients.
    network.stall();
    ticks.send(2, 100);
    await().atMost(Duration.ofSeconds(60)).until(() -> !speed.isRunning());
    network.heal();
    ticks.awaitCaughtUp();
  }

  @Test
  void aBrokerThatIsAwayForLongerThanEveryTimeOutCostsNothingButTime() throws Exception {
    openBehindTheNetwork();
    speed = RunningSpeed.start(project, state());
    ticks.send(2, 500);
    ticks.awaitExact();
    network.refuse();
    ticks.send(2, 100);
    await().atMost(Duration.ofSeconds(60)).until(() -> !speed.isRunning());
    network.heal();
    ticks.awaitCaughtUp();
    ticks.send(2, 100);
    ticks.awaitCaughtUp();
  }

  private void openBehindTheNetwork() {
    open(2);
    project =
        new CompiledProject(
            project.format(),
            project.name(),
            project.generation(),
            project.graceMillis(),
            new KafkaSettings(network.address(), null, IMPATIENT),
            project.storage(),
            project.serving(),
            project.sources(),
            project.views());
  }
}
