package dev.braid.speed.trial;

import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.QuarantinedEvent;
import dev.braid.source.Source;
import dev.braid.speed.SpeedErrors;
import dev.braid.speed.SpeedSettings;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.RawEvent;
import dev.braid.speed.codec.SpeedTypes;
import dev.braid.speed.codec.ViewCodec;
import dev.braid.speed.merge.MergeSettings;
import dev.braid.speed.operator.DecodeOperator;
import dev.braid.speed.operator.MergeOperator;
import dev.braid.speed.operator.PreAggregateOperator;
import dev.braid.speed.run.EmbeddedCluster;
import dev.braid.speed.run.JobConfiguration;
import dev.braid.trial.TrialAnswer;
import dev.braid.trial.TrialRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * All parts in one job, which is the speed job's but for its ends: a bounded list in place of the
 * source's topic, memory in place of Braid's own.
 */
final class FlinkTrial {
  private static final int PARALLELISM = 2;
  private static final Duration BUNDLE = Duration.ofMillis(20);

  private final TrialRequest request;
  private final SpeedSettings settings;
  private final List<TrialAnswer.Group> groups = new ArrayList<>();
  private final List<TrialAnswer.Rejected> rejected = new ArrayList<>();

  FlinkTrial(TrialRequest request, Path scratch) {
    this.request = request;
    this.settings = new SpeedSettings(scratch, PARALLELISM, BUNDLE, Duration.ofMinutes(1));
  }

  /** One view's way through the job. */
  private record Way(
      ViewDefinition view, PartEpochs epochs, Gathering upserts, Gathering quarantine) {}

  TrialAnswer answer() throws IOException, InterruptedException {
    Files.createDirectories(settings.scratch());
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobConfiguration.ofBoundedJob(PARALLELISM));
    List<Way> ways = new ArrayList<>();
    for (ViewDefinition view : request.project().views()) {
      PartEpochs epochs = new PartEpochs(view.epochs());
      List<RawEvent> events = events(view, epochs);
      if (!events.isEmpty()) {
        Way way = new Way(view, epochs, new Gathering(), new Gathering());
        add(way, events, environment);
        ways.add(way);
      }
    }
    if (!ways.isEmpty()) {
      run(environment, ways.size());
    }
    for (Way way : ways) {
      read(way);
      way.upserts().close();
      way.quarantine().close();
    }
    return new TrialAnswer(groups, rejected);
  }

  /** The offset says the event's position in its part. */
  private List<RawEvent> events(ViewDefinition view, PartEpochs epochs) {
    List<RawEvent> events = new ArrayList<>();
    for (int part = 0; part < request.parts().size(); part++) {
      TrialRequest.Part asked = request.parts().get(part);
      if (asked.view().equals(view.name())) {
        for (int i = 0; i < asked.events().size(); i++) {
          TrialRequest.Event event = asked.events().get(i);
          events.add(
              new RawEvent(event.partition(), i, epochs.appendTime(part, event), event.value()));
        }
      }
    }
    return events;
  }

  private void add(Way way, List<RawEvent> events, StreamExecutionEnvironment environment) {
    ViewDefinition view = way.view();
    Source source = request.project().source(view.plan().source());
    ViewCodec codec = new ViewCodec(view.plan());
    DataStream<RawEvent> raw =
        environment
            .fromData(events, SpeedTypes.RAW_EVENT)
            .partitionCustom(
                (Integer partition, int subtasks) -> partition % subtasks, RawEvent::partition);
    SingleOutputStreamOperator<DecodedEvent> decoded =
        raw.transform(
            "decode " + view.name(),
            SpeedTypes.decodedEvent(source),
            new DecodeOperator(source, Integer.MAX_VALUE));
    decoded.getSideOutput(DecodeOperator.QUARANTINE).sinkTo(way.quarantine());
    MergeSettings merge =
        new MergeSettings(
            view.name(),
            request.project().generation(),
            Frontier.NONE.epochMillis(),
            Frontier.NONE.epochMillis(),
            BUNDLE.toMillis(),
            Integer.MAX_VALUE,
            1,
            request.project().graceMillis());
    decoded
        .transform(
            "pre-aggregate " + view.name(),
            SpeedTypes.partial(codec),
            new PreAggregateOperator(view, BUNDLE))
        .keyBy(partial -> partial.key(), SpeedTypes.GROUP_KEY)
        .connect(noFrontier(view, environment).broadcast())
        .transform("merge " + view.name(), SpeedTypes.LOG_RECORD, new MergeOperator(merge, codec))
        .sinkTo(way.upserts());
  }

  /** A source must have an element: one that moves nothing. */
  private static DataStream<FrontierMove> noFrontier(
      ViewDefinition view, StreamExecutionEnvironment environment) {
    String key = FrontierAnnouncement.key(view.name(), view.definitionHash());
    return environment.fromData(
        List.of(new FrontierMove(key, Frontier.NONE, Frontier.NONE)), SpeedTypes.FRONTIER_MOVE);
  }

  private void run(StreamExecutionEnvironment environment, int views) throws InterruptedException {
    var graph = environment.getStreamGraph();
    graph.setJobName("braid trial " + request.project().name());
    try (EmbeddedCluster cluster =
        EmbeddedCluster.start(JobConfiguration.ofEmbeddedCluster(settings, views), PARALLELISM)) {
      cluster.miniCluster().executeJobBlocking(graph.getJobGraph());
    } catch (JobExecutionException e) {
      throw SpeedErrors.jobEnded("of the trial failed", e);
    }
  }

  private void read(Way way) throws IOException {
    SpeedRecordCodec codec = new SpeedRecordCodec(way.view().plan());
    for (LogRecord record : way.upserts().records()) {
      codec.read(
          record.key(),
          record.value(),
          new SpeedRecordCodec.Reader() {
            @Override
            public void upsert(SpeedUpsert upsert) {
              groups.add(
                  new TrialAnswer.Group(
                      way.epochs().partOf(upsert.epoch()),
                      new String(record.key(), StandardCharsets.UTF_8),
                      new String(record.value(), StandardCharsets.UTF_8)));
            }

            @Override
            public void heartbeat(SpeedHeartbeat heartbeat) {}
          });
    }
    for (LogRecord record : way.quarantine().records()) {
      QuarantinedEvent event =
          CompiledProject.json().readValue(record.value(), QuarantinedEvent.class);
      rejected.add(
          new TrialAnswer.Rejected(
              way.epochs().partOf(event.appendTime()),
              (int) event.offset(),
              event.code(),
              event.reason()));
    }
  }
}
