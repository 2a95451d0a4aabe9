package dev.braid.batch.audit;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.lit;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.archive.EventsCommit;
import dev.braid.batch.archive.RawArchive;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DeltaTable;
import dev.braid.batch.error.BatchErrors;
import dev.braid.log.BatchCommit;
import dev.braid.log.Offsets;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares each view's newest version with what raw gives, and each source's events with what raw
 * decodes to. Reads fixed versions and writes nothing, so it may run beside everything else.
 */
final class Auditor {
  /** Records that are compared together: enough to be worth it, too few to fill a memory. */
  private static final long OFFSETS_TOGETHER = 10_000;

  private final CompiledProject project;
  private final SparkSession spark;
  private final Consumer<String> progress;

  /**
   * @param progress told what is being done
   */
  Auditor(CompiledProject project, SparkSession spark, Consumer<String> progress) {
    this.project = project;
    this.spark = spark;
    this.progress = progress;
  }

  /** A view's version that is audited. */
  private record Audited(
      ViewDefinition view, DeltaTable<BatchCommit> table, Committed<BatchCommit> at) {
    Scope scope() {
      return Scope.of(at.commit(), view.epochs());
    }
  }

  AuditReport audit(List<ViewDefinition> views) {
    List<AuditReport.OfView> ofViews = new ArrayList<>();
    List<AuditReport.OfSource> ofSources = new ArrayList<>();
    List<String> notRun = new ArrayList<>();
    for (Source source : project.sources()) {
      Optional<Committed<EventsCommit>> events = events(source).current();
      List<Audited> audited = new ArrayList<>();
      for (ViewDefinition view : views) {
        if (view.plan().source().equals(source.name())) {
          DeltaTable<BatchCommit> table = table(view);
          table
              .current()
              .ifPresentOrElse(
                  at -> audited.add(new Audited(view, table, at)), () -> notRun.add(view.name()));
        }
      }
      if (!audited.isEmpty()) {
        audit(source, events, audited, ofViews, ofSources);
      }
    }
    return new AuditReport(ofViews, ofSources, notRun);
  }

  private void audit(
      Source source,
      Optional<Committed<EventsCommit>> events,
      List<Audited> audited,
      List<AuditReport.OfView> ofViews,
      List<AuditReport.OfSource> ofSources) {
    // Looked at last, it has all that the other tables were made of.
    Dataset<Row> raw = raw(source);
    CheckedHistory history =
        events.map(at -> checkHistory(source, raw, at, audited)).orElse(CheckedHistory.SOUND);
    ofSources.add(
        new AuditReport.OfSource(
            source.name(),
            history.ranges().stream().map(DamagedRange::describe).toList(),
            events.isPresent()
                ? null
                : "there is no table of its events to compare with raw; the next batch run makes it"
                    + " anew"));
    Dataset<Row> once =
        events.isEmpty() || history.rawIsRepeated()
            ? raw.dropDuplicates("partition", "offset")
            : raw;
    for (Audited view : audited) {
      ofViews.add(audit(view, source, once, history));
    }
  }

  private AuditReport.OfView audit(
      Audited audited, Source source, Dataset<Row> raw, CheckedHistory history) {
    ViewDefinition view = audited.view();
    progress.accept("recomputing " + view.name());
    Definition definition = Definition.of(view.plan(), source);
    GroupRows rows = new GroupRows(view.plan());
    Dataset<Row> recomputed =
        raw.select(RawRecord.columns())
            .mapPartitions(new Recompute(definition, audited.scope()), Encoders.row(rows.schema()));
    Dataset<Row> sorted =
        rows.ofTable(audited.table().rows(audited.at().version()))
            .union(recomputed)
            .repartition(rows.keyColumns())
            .sortWithinPartitions(rows.order());
    ComparedGroups compared =
        reduce(
            sorted.mapPartitions(new CompareGroups(definition), Encoders.STRING()),
            ComparedGroups.class,
            ComparedGroups.NONE,
            ComparedGroups::plus);
    Explanations explanations = new Explanations(view.name(), audited.scope(), history);
    return new AuditReport.OfView(
        view.name(),
        audited.at().version(),
        audited.at().commit().frontier().toString(),
        compared.groups(),
        compared.events(),
        compared.differing(),
        compared.found(),
        compared.differences().stream().map(explanations::explain).toList());
  }

  private CheckedHistory checkHistory(
      Source source, Dataset<Row> raw, Committed<EventsCommit> at, List<Audited> audited) {
    progress.accept("comparing the events of " + source.name() + " with raw");
    Map<String, Definition> definitions = new TreeMap<>();
    for (Audited view : audited) {
      definitions.put(view.view().name(), Definition.of(view.view().plan(), source));
    }
    HistoryRows rows = new HistoryRows(source);
    Dataset<Row> sorted =
        rows.ofRaw(raw.filter(before(at.commit().offsets())))
            .union(rows.ofEvents(events(source).rows(at.version())))
            .repartition(col("partition"), floor(col("offset").divide(OFFSETS_TOGETHER)))
            .sortWithinPartitions("partition", "offset", "typed");
    return reduce(
        sorted.mapPartitions(new CheckHistory(definitions), Encoders.STRING()),
        CheckedHistory.class,
        CheckedHistory.SOUND,
        CheckedHistory::plus);
  }

  private static Column before(Offsets offsets) {
    return offsets.next().entrySet().stream()
        .map(end -> col("partition").equalTo(end.getKey()).and(col("offset").lt(end.getValue())))
        .reduce(Column::or)
        .orElse(lit(false));
  }

  private static <T> T reduce(
      Dataset<String> parts, Class<T> type, T none, BinaryOperator<T> plus) {
    T whole = none;
    for (String part : parts.collectAsList()) {
      try {
        whole = plus.apply(whole, CompiledProject.json().readValue(part, type));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
    return whole;
  }

  private DeltaTable<BatchCommit> table(ViewDefinition view) {
    return new DeltaTable<>(
        spark,
        project.names().viewPath(view),
        new GroupRows(view.plan()).tableSchema(),
        List.of(),
        BatchCommit.DOMAIN,
        BatchCommit.class);
  }

  private DeltaTable<EventsCommit> events(Source source) {
    return new DeltaTable<>(
        spark,
        project.names().eventsPath(source),
        EventArchive.schema(source),
        List.of(),
        EventsCommit.DOMAIN,
        EventsCommit.class);
  }

  private Dataset<Row> raw(Source source) {
    DeltaTable<RawCommit> table =
        new DeltaTable<>(
            spark,
            project.names().rawPath(source),
            RawArchive.SCHEMA,
            List.of(),
            RawCommit.DOMAIN,
            RawCommit.class);
    return table
        .current()
        .map(at -> table.rows(at.version()))
        .orElseThrow(() -> BatchErrors.noRaw(table.path()));
  }
}
