package dev.braid.batch.trial;

import static org.apache.spark.sql.functions.col;

import dev.braid.batch.archive.DecodeEvents;
import dev.braid.batch.archive.RawArchive;
import dev.braid.batch.compile.SparkView;
import dev.braid.batch.delta.SparkTypes;
import dev.braid.batch.delta.WireForm;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.source.EventDecoder;
import dev.braid.source.Rejection;
import dev.braid.source.Source;
import dev.braid.trial.TrialAnswer;
import dev.braid.trial.TrialRequest;
import dev.braid.type.DataType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Many parts in few Spark jobs: they lie side by side as the partitions of a raw table do, and each
 * view is computed for all of its parts at once.
 */
final class SparkTrial {
  /** The partition of a raw record says the part that it belongs to, the offset its position. */
  private static final Column PART = col(DecodeEvents.PARTITION);

  private static final long ANY_EPOCH = 0;

  private final SparkSession spark;
  private final TrialRequest request;
  private final List<TrialAnswer.Group> groups = new ArrayList<>();
  private final List<TrialAnswer.Rejected> rejected = new ArrayList<>();

  private record Position(int part, long event) {}

  SparkTrial(SparkSession spark, TrialRequest request) {
    this.spark = spark;
    this.request = request;
  }

  TrialAnswer answer() {
    for (Source source : request.project().sourcesInUse()) {
      Set<String> views = viewsOf(source);
      if (!views.isEmpty()) {
        Dataset<Row> events = DecodeEvents.typed(records(views), source).cache();
        reject(source, views, decoded(events));
        views.forEach(view -> compute(request.project().view(view), source, events));
        events.unpersist();
      }
    }
    return new TrialAnswer(groups, rejected);
  }

  /** Those that some part is of. */
  private Set<String> viewsOf(Source source) {
    Set<String> views = new LinkedHashSet<>();
    for (TrialRequest.Part part : request.parts()) {
      ViewPlan plan = request.project().view(part.view()).plan();
      if (plan.source().equals(source.name())) {
        views.add(part.view());
      }
    }
    return views;
  }

  private Dataset<Row> records(Set<String> views) {
    List<Row> records = new ArrayList<>();
    for (int part = 0; part < request.parts().size(); part++) {
      TrialRequest.Part asked = request.parts().get(part);
      if (views.contains(asked.view())) {
        for (int event = 0; event < asked.events().size(); event++) {
          byte[] value = asked.events().get(event).value();
          records.add(RowFactory.create(part, (long) event, Instant.EPOCH, null, value));
        }
      }
    }
    return spark.createDataFrame(records, RawArchive.SCHEMA);
  }

  private static Set<Position> decoded(Dataset<Row> events) {
    Set<Position> decoded = new HashSet<>();
    for (Row row : events.select(PART, col(DecodeEvents.OFFSET)).collectAsList()) {
      decoded.add(new Position(row.getInt(0), row.getLong(1)));
    }
    return decoded;
  }

  /** What Spark left out, with the decoder's reason. */
  private void reject(Source source, Set<String> views, Set<Position> decoded) {
    EventDecoder decoder = new EventDecoder(source);
    Object[] row = new Object[source.columns().size()];
    for (int part = 0; part < request.parts().size(); part++) {
      TrialRequest.Part asked = request.parts().get(part);
      for (int event = 0; event < asked.events().size(); event++) {
        if (views.contains(asked.view()) && !decoded.contains(new Position(part, event))) {
          Rejection why = decoder.decode(asked.events().get(event).value(), row);
          if (why == null) {
            throw new IllegalStateException("Spark lost event " + event + " of part " + part);
          }
          rejected.add(new TrialAnswer.Rejected(part, event, why.code(), why.reason()));
        }
      }
    }
  }

  private void compute(ViewDefinition view, Source source, Dataset<Row> events) {
    Object[] parts = partsOf(view).toArray();
    Dataset<Row> table =
        new SparkView(view.plan(), source).computeBy(PART, events.filter(PART.isin(parts)));
    SpeedRecordCodec codec = new SpeedRecordCodec(view.plan());
    List<DataType> keys = view.plan().keys().stream().map(KeyColumn::type).toList();
    List<DataType> states = view.plan().stateColumns().stream().map(StateColumn::type).toList();
    for (Row row : table.select(crossing(view.plan())).collectAsList()) {
      Object[] key = decode(row, 2, keys);
      SpeedUpsert group =
          new SpeedUpsert(
              new Version(request.project().generation(), row.getLong(1)),
              ANY_EPOCH,
              key,
              Instant.EPOCH.toEpochMilli(),
              decode(row, 2 + keys.size(), states));
      groups.add(
          new TrialAnswer.Group(
              row.getInt(0),
              new String(codec.key(ANY_EPOCH, key), StandardCharsets.UTF_8),
              new String(codec.value(group), StandardCharsets.UTF_8)));
    }
  }

  private List<Integer> partsOf(ViewDefinition view) {
    List<Integer> parts = new ArrayList<>();
    for (int part = 0; part < request.parts().size(); part++) {
      if (request.parts().get(part).view().equals(view.name())) {
        parts.add(part);
      }
    }
    return parts;
  }

  /** Part, number of events, group key, states. */
  private static Column[] crossing(ViewPlan plan) {
    List<Column> columns = new ArrayList<>(List.of(PART, SparkTypes.named(ViewPlan.EVENTS_COLUMN)));
    for (KeyColumn key : plan.keys()) {
      columns.add(WireForm.fromSpark(key.type(), SparkTypes.named(key.name())));
    }
    for (StateColumn state : plan.stateColumns()) {
      columns.add(WireForm.fromSpark(state.type(), SparkTypes.named(state.name())));
    }
    return columns.toArray(Column[]::new);
  }

  private static Object[] decode(Row row, int from, List<DataType> types) {
    Object[] values = new Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = WireForm.decode(types.get(i), row.get(from + i));
    }
    return values;
  }
}
