package dev.braid.speed;

import dev.braid.error.ErrorKind;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import dev.braid.speed.run.ApplicationWatch;
import dev.braid.speed.run.EmbeddedCluster;
import dev.braid.speed.run.JobConfiguration;
import dev.braid.speed.start.Announcements;
import dev.braid.speed.start.JobIdentity;
import dev.braid.speed.start.KafkaFacts;
import dev.braid.speed.start.KnownTopics;
import dev.braid.speed.start.RetainedCheckpoints;
import dev.braid.speed.start.SourceLog;
import dev.braid.speed.start.StartOffsets;
import dev.braid.speed.start.TopicWatch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One start of the speed layer: from the newest checkpoint of the same job if there is one, else
 * from the frontier.
 */
final class SpeedStart {
  private static final Logger LOG = LoggerFactory.getLogger(SpeedStart.class);

  private static final String DAMAGED = "its content is damaged";
  private static final String BEHIND_LOG = "the log no longer has the records it goes on from";

  private final CompiledProject project;
  private final SpeedSettings settings;
  private final KafkaFacts kafka;
  private final Announcements announcements;
  private final JobID job;
  private final RetainedCheckpoints checkpoints;

  private SpeedStart(
      CompiledProject project,
      SpeedSettings settings,
      KafkaFacts kafka,
      Announcements announcements) {
    this.project = project;
    this.settings = settings;
    this.kafka = kafka;
    this.announcements = announcements;
    this.job = JobIdentity.of(project, kafka);
    this.checkpoints = new RetainedCheckpoints(settings.checkpoints(project.generation()), job);
  }

  /** Reads the plan and asks Kafka for all that the start depends on. */
  static SpeedStart of(Path plan, SpeedSettings settings) {
    CompiledProject project = CompiledProject.read(plan);
    if (project.views().isEmpty()) {
      throw SpeedErrors.noViews(plan);
    }
    return of(project, settings);
  }

  static SpeedStart of(CompiledProject project, SpeedSettings settings) {
    try {
      Files.createDirectories(settings.checkpoints(project.generation()));
      Files.createDirectories(settings.scratch());
    } catch (IOException e) {
      throw SpeedErrors.stateUnusable(settings.state(), e);
    }
    KafkaFacts kafka = KafkaFacts.gather(project);
    requireKnownTopics(project, settings, kafka);
    return new SpeedStart(project, settings, kafka, Announcements.read(project));
  }

  private static void requireKnownTopics(
      CompiledProject project, SpeedSettings settings, KafkaFacts kafka) {
    new KnownTopics(settings.checkpoints(), project).require(project, kafka);
  }

  /**
   * Runs until the process is told to stop; says on {@code out} when all is running. On a cluster
   * that is there already the job is submitted, and left to the cluster.
   */
  void run(PrintStream out) throws Exception {
    Optional<Path> checkpoint = checkpoints.newest();
    StreamExecutionEnvironment environment = environment(checkpoint);
    if (!(environment instanceof LocalStreamEnvironment)) {
      checkpoints.discardAllBut(JobConfiguration.RETAINED_CHECKPOINTS);
      JobID submitted = environment.executeAsync(jobName()).getJobID();
      ApplicationWatch.over(submitted, environment.getConfiguration(), this::giveUp);
      return;
    }
    switch (runEmbedded(environment, checkpoint, out)) {
      case NOT_RESTORED -> {
        checkpoints.putAside(checkpoint.orElseThrow(), DAMAGED);
        run(out);
      }
      case LOG_EATEN -> {
        requireKnownTopics(project, settings, KafkaFacts.gather(project));
        checkpoints.putAsideAll(BEHIND_LOG);
        throw SpeedErrors.checkpointBehindLog();
      }
      case RUNNING, STOPPED -> LOG.info("stopped");
    }
  }

  /** The next start of this process finds no such checkpoint any more. */
  private void giveUp(EmbeddedCluster.Outcome outcome) {
    if (outcome == EmbeddedCluster.Outcome.NOT_RESTORED) {
      checkpoints.newest().ifPresent(newest -> checkpoints.putAside(newest, DAMAGED));
    } else {
      checkpoints.putAsideAll(BEHIND_LOG);
      System.err.println(SpeedErrors.checkpointBehindLog().describe());
    }
    System.exit(ErrorKind.UNAVAILABLE.exitStatus());
  }

  private EmbeddedCluster.Outcome runEmbedded(
      StreamExecutionEnvironment environment, Optional<Path> checkpoint, PrintStream out)
      throws InterruptedException {
    try (EmbeddedCluster cluster = cluster();
        TopicWatch topics = new TopicWatch(project, kafka)) {
      EmbeddedCluster.Outcome outcome = cluster.submit(jobGraph(environment));
      if (outcome != EmbeddedCluster.Outcome.RUNNING) {
        return outcome;
      }
      checkpoint.ifPresent(checkpoints::discardOlderThan);
      out.println("speed layer running: " + description(checkpoint));
      out.flush();
      return cluster.awaitEnd(job, topics::check);
    }
  }

  EmbeddedCluster cluster() {
    return EmbeddedCluster.start(
        JobConfiguration.ofEmbeddedCluster(settings, project.views().size()),
        settings.parallelism());
  }

  /** The job, ready to be executed. */
  StreamExecutionEnvironment environment(Optional<Path> checkpoint) {
    checkpoint.ifPresentOrElse(
        path -> LOG.info("going on from {}", path), () -> LOG.info("starting from the frontier"));
    Configuration config = JobConfiguration.ofJob(settings, project.generation(), job, checkpoint);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(config);
    Map<String, Offsets> starts = checkpoint.isPresent() ? Map.of() : startOffsets();
    new SpeedJob(project, settings, kafka, announcements, starts).addTo(environment);
    return environment;
  }

  JobGraph jobGraph(StreamExecutionEnvironment environment) {
    var graph = environment.getStreamGraph();
    graph.setJobName(jobName());
    return graph.getJobGraph(SpeedStart.class.getClassLoader(), job);
  }

  RetainedCheckpoints checkpoints() {
    return checkpoints;
  }

  private Map<String, Offsets> startOffsets() {
    Map<String, Offsets> starts = new HashMap<>();
    for (Source source : project.sourcesInUse()) {
      SourceLog log = kafka.logs().get(source.topic());
      Offsets start =
          StartOffsets.of(
              log,
              project.views().stream()
                  .filter(view -> view.plan().source().equals(source.name()))
                  .map(announcements::newest)
                  .toList());
      LOG.info("source {} starts at {} of {}", source.name(), start.next(), log.end().next());
      starts.put(source.name(), start);
    }
    return starts;
  }

  private String jobName() {
    return "braid speed " + project.name();
  }

  private String description(Optional<Path> checkpoint) {
    return project.views().stream().map(ViewDefinition::name).collect(Collectors.joining(", "))
        + " over "
        + project.sourcesInUse().stream().map(Source::topic).collect(Collectors.joining(", "))
        + ", generation "
        + project.generation()
        + ", from "
        + checkpoint.map(path -> "checkpoint " + path.getFileName()).orElse("the frontier");
  }
}
