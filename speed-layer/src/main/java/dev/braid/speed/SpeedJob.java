package dev.braid.speed;

import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import dev.braid.speed.codec.DecodedEvent;
import dev.braid.speed.codec.FrontierMove;
import dev.braid.speed.codec.LogRecord;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.RawEvent;
import dev.braid.speed.codec.SpeedTypes;
import dev.braid.speed.codec.ViewCodec;
import dev.braid.speed.kafka.KafkaEnds;
import dev.braid.speed.merge.MergeSettings;
import dev.braid.speed.operator.DecodeOperator;
import dev.braid.speed.operator.MergeOperator;
import dev.braid.speed.operator.PreAggregateOperator;
import dev.braid.speed.start.Announcements;
import dev.braid.speed.start.KafkaFacts;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The job graph of one generation:
 *
 * <pre>
 * events ─▶ decode ─▶ pre-aggregate ─▶ by group key ─▶ merge ─▶ speed topic      (a view each)
 *             └─▶ quarantine topic         frontiers ────┘
 * </pre>
 */
final class SpeedJob {
  private final CompiledProject project;
  private final SpeedSettings settings;
  private final KafkaFacts kafka;
  private final Announcements announcements;
  private final Map<String, Offsets> starts;
  private final KafkaEnds ends;

  /**
   * @param starts by source, where to read from if no checkpoint says otherwise
   */
  SpeedJob(
      CompiledProject project,
      SpeedSettings settings,
      KafkaFacts kafka,
      Announcements announcements,
      Map<String, Offsets> starts) {
    this.project = project;
    this.settings = settings;
    this.kafka = kafka;
    this.announcements = announcements;
    this.starts = starts;
    this.ends = new KafkaEnds(project);
  }

  void addTo(StreamExecutionEnvironment environment) {
    DataStream<FrontierMove> frontiers = frontiers(environment);
    for (Source source : project.sourcesInUse()) {
      DataStream<RawEvent> raw = events(environment, source);
      SingleOutputStreamOperator<DecodedEvent> events = decode(raw, source);
      quarantine(events.getSideOutput(DecodeOperator.QUARANTINE), source);
      for (ViewDefinition view : project.views()) {
        if (view.plan().source().equals(source.name())) {
          ViewCodec codec = new ViewCodec(view.plan());
          DataStream<Partial> partials = preAggregate(events, view, codec);
          DataStream<LogRecord> upserts = merge(partials, frontiers, view, codec);
          publish(upserts, view);
        }
      }
    }
  }

  private DataStream<FrontierMove> frontiers(StreamExecutionEnvironment environment) {
    return environment
        .fromSource(ends.frontiers(), WatermarkStrategy.noWatermarks(), "frontiers")
        .uid("frontiers")
        .setParallelism(1);
  }

  private DataStream<RawEvent> events(StreamExecutionEnvironment environment, Source source) {
    Offsets start = starts.getOrDefault(source.name(), Offsets.NONE);
    return environment
        .fromSource(
            ends.events(source, start.next()), KafkaEnds.appendTime(), "events " + source.name())
        .uid("events-" + source.name());
  }

  private SingleOutputStreamOperator<DecodedEvent> decode(DataStream<RawEvent> raw, Source source) {
    String quarantine = project.names().quarantineTopic(source);
    return raw.transform(
            "decode " + source.name(),
            SpeedTypes.decodedEvent(source),
            new DecodeOperator(source, kafka.maxRecordBytes(quarantine)))
        .uid("decode-" + source.name());
  }

  private void quarantine(DataStream<LogRecord> rejected, Source source) {
    String topic = project.names().quarantineTopic(source);
    rejected
        .sinkTo(ends.sink(topic, kafka.maxRecordBytes(topic)))
        .name("quarantine " + source.name())
        .uid("quarantine-" + source.name());
  }

  private DataStream<Partial> preAggregate(
      DataStream<DecodedEvent> events, ViewDefinition view, ViewCodec codec) {
    return events
        .transform(
            "pre-aggregate " + view.name(),
            SpeedTypes.partial(codec),
            new PreAggregateOperator(view, settings.bundle()))
        .uid("pre-aggregate-" + view.name());
  }

  private DataStream<LogRecord> merge(
      DataStream<Partial> partials,
      DataStream<FrontierMove> frontiers,
      ViewDefinition view,
      ViewCodec codec) {
    String viewKey = FrontierAnnouncement.key(view.name(), view.definitionHash());
    Optional<BatchCommit> newest = announcements.newest(view).map(FrontierAnnouncement::commit);
    String topic = project.names().speedTopic(view);
    MergeSettings merge =
        new MergeSettings(
            view.name(),
            project.generation(),
            newest.map(BatchCommit::frontier).orElse(Frontier.NONE).epochMillis(),
            newest.map(BatchCommit::previousFrontier).orElse(Frontier.NONE).epochMillis(),
            settings.bundle().toMillis(),
            kafka.maxRecordBytes(topic),
            kafka.partitions().get(topic),
            project.graceMillis());
    DataStream<FrontierMove> ofView =
        frontiers
            .filter(move -> move.viewKey().equals(viewKey))
            .name("frontiers of " + view.name())
            .uid("frontiers-of-" + view.name())
            .setParallelism(1);
    return partials
        .keyBy(Partial::key, SpeedTypes.GROUP_KEY)
        .connect(ofView.broadcast())
        .transform("merge " + view.name(), SpeedTypes.LOG_RECORD, new MergeOperator(merge, codec))
        .uid("merge-" + view.name());
  }

  private void publish(DataStream<LogRecord> upserts, ViewDefinition view) {
    String topic = project.names().speedTopic(view);
    upserts
        .sinkTo(ends.sink(topic, kafka.maxRecordBytes(topic)))
        .name("speed view " + view.name())
        .uid("speed-view-" + view.name());
  }
}
