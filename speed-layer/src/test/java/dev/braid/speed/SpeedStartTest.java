package dev.braid.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import dev.braid.speed.start.JobIdentity;
import dev.braid.speed.start.KafkaFacts;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

class SpeedStartTest {
  @TempDir static Path brokerFolder;
  private static TestKafka kafka;

  @TempDir Path state;
  private CompiledProject project;
  private Source source;
  private ViewDefinition view;

  @BeforeAll
  static void startBroker() throws Exception {
    kafka = TestKafka.start(brokerFolder);
  }

  @AfterAll
  static void stopBroker() {
    kafka.stop();
  }

  @BeforeEach
  void makeProject(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName();
    source = TickViews.source("ticks-" + name, 1);
    view = TickViews.definition("prefixes", TickViews.prefixes(), 1_000);
    project = TickViews.project(name, kafka.bootstrap(), source, view);
  }

  @Test
  void refusesASourceWithoutLogAppendTimeWithTheCommandThatMendsIt() {
    kafka.createOwnTopics(project);
    kafka.createTopic(source.topic(), 1, Map.of());
    BraidException refusal = refusal();
    assertThat(refusal.code()).isEqualTo("NOT_LOG_APPEND_TIME");
    assertThat(refusal.kind()).isEqualTo(ErrorKind.INPUT);
    assertThat(refusal.getMessage())
        .contains("message.timestamp.type=CreateTime")
        .contains(
            "kafka-configs.sh --bootstrap-server "
                + kafka.bootstrap()
                + " --alter --entity-type topics --entity-name "
                + source.topic()
                + " --add-config message.timestamp.type=LogAppendTime");
  }

  @Test
  void namesTheSourceTopicThatIsMissing() {
    kafka.createOwnTopics(project);
    BraidException refusal = refusal();
    assertThat(refusal.code()).isEqualTo("TOPIC_MISSING");
    assertThat(refusal.getMessage()).contains("topic " + source.topic() + ",").contains("ticks");
  }

  @Test
  void namesTheTopicOfItsOwnThatIsMissing() {
    kafka.createTopics(project);
    kafka.deleteTopic(project.names().speedTopic(view));
    BraidException refusal = refusal();
    assertThat(refusal.code()).isEqualTo("TOPIC_MISSING");
    assertThat(refusal.getMessage())
        .contains(project.names().speedTopic(view))
        .contains("speed view prefixes")
        .contains("`braid up`");
  }

  @Test
  void saysWhenKafkaDoesNotAnswer() {
    CompiledProject elsewhere = TickViews.project("x", "127.0.0.1:1", source, view);
    Map<String, String> impatient =
        Map.of("default.api.timeout.ms", "1000", "request.timeout.ms", "500");
    CompiledProject unreachable =
        new CompiledProject(
            elsewhere.format(),
            elsewhere.name(),
            elsewhere.generation(),
            elsewhere.graceMillis(),
            new dev.braid.project.KafkaSettings("127.0.0.1:1", null, impatient),
            elsewhere.storage(),
            elsewhere.serving(),
            elsewhere.sources(),
            elsewhere.views());
    BraidException refusal =
        Assertions.catchThrowableOfType(BraidException.class, () -> KafkaFacts.gather(unreachable));
    assertThat(refusal.code()).isEqualTo("KAFKA_UNAVAILABLE");
    assertThat(refusal.getMessage()).contains("127.0.0.1:1").contains("kafka.bootstrap");
  }

  @Test
  void refusesToStartBeforeTheLogBegins() {
    kafka.createTopics(project);
    for (int i = 0; i < 10; i++) {
      kafka.sendNow(source.topic(), 0, TickViews.json(TickViews.row(0, i)));
    }
    kafka.announce(
        project,
        new FrontierAnnouncement(
            1,
            new BatchCommit(
                view.name(),
                view.definitionHash(),
                new Frontier(2000),
                new Frontier(1000),
                Offsets.NONE,
                Offsets.NONE,
                Offsets.of(Map.of(0, 3L)),
                0,
                "2026-11-23T00:00:00Z")));
    kafka.deleteRecordsBefore(source.topic(), 0, 5);
    BraidException refusal = refusal();
    assertThat(refusal.code()).isEqualTo("LOG_EATEN");
    assertThat(refusal.getMessage())
        .contains(source.topic() + ", partition 0")
        .contains("offset 3")
        .contains("before 5");
  }

  @Test
  void aReplacedTopicIsAnotherJob() {
    kafka.createTopics(project);
    JobID before = JobIdentity.of(project, KafkaFacts.gather(project));
    assertThat(JobIdentity.of(project, KafkaFacts.gather(project))).isEqualTo(before);
    kafka.deleteTopic(project.names().speedTopic(view));
    kafka.createTopic(project.names().speedTopic(view), 1, Map.of());
    assertThat(JobIdentity.of(project, KafkaFacts.gather(project))).isNotEqualTo(before);
  }

  private BraidException refusal() {
    return Assertions.catchThrowableOfType(
        BraidException.class,
        () -> SpeedStart.of(project, RunningSpeed.settings(state)).environment(Optional.empty()));
  }
}
