package dev.braid.batch.view;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import dev.braid.batch.archive.ArchivedEvents;
import dev.braid.batch.compile.SparkView;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.delta.DeltaTable;
import dev.braid.batch.delta.DeltaTransaction;
import dev.braid.batch.error.BatchErrors;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.time.Instant;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** One view's past: its query and its table. */
public final class BatchView {
  private final ViewDefinition definition;
  private final SparkView query;
  private final DeltaTable<BatchCommit> table;

  public BatchView(SparkSession spark, CompiledProject project, ViewDefinition definition) {
    this.definition = definition;
    this.query = new SparkView(definition.plan(), project.source(definition.plan().source()));
    this.table =
        new DeltaTable<>(
            spark,
            project.names().viewPath(definition),
            query.schema(),
            definition.plan().keys().stream().map(KeyColumn::name).toList(),
            BatchCommit.DOMAIN,
            BatchCommit.class);
  }

  public ViewDefinition definition() {
    return definition;
  }

  /** The committed version; empty if no run has committed one. */
  public Optional<Committed<BatchCommit>> current() {
    Optional<Committed<BatchCommit>> current = table.current();
    current
        .filter(found -> !found.commit().definitionHash().equals(definition.definitionHash()))
        .ifPresent(
            found -> {
              throw BatchErrors.foreignTable(
                  table.path(), "is of definition " + found.commit().definitionHash());
            });
    return current;
  }

  /** The rows of one version. */
  public Dataset<Row> rows(Committed<BatchCommit> at) {
    return table.rows(at.version());
  }

  public Frontier frontier() {
    return ViewCommits.frontierOf(current().map(Committed::commit));
  }

  /**
   * Computes the view at a frontier after its own; commits nothing yet.
   *
   * @param events all that are known, those that the frontier does not cover among them
   */
  public Recomputed recompute(Frontier frontier, ArchivedEvents events) {
    DeltaTransaction<BatchCommit> transaction = table.begin();
    ViewCommits.requireProgress(table.path(), transaction.base(), frontier);
    Frontier reached = ViewCommits.frontierOf(transaction.base());
    Making making =
        Making.choose(
                definition.options().refresh(),
                transaction.base(),
                before -> events.stragglers(reached, before.offsets()))
            .unlessTorn(transaction.base(), () -> eventsIn(transaction.baseRows()));
    transaction.write(
        switch (making.refresh()) {
          case FULL -> query.compute(events.before(frontier));
          case INCREMENTAL ->
              query.advance(transaction.baseRows(), events.between(reached, frontier));
        });
    return new Recomputed(frontier, making, transaction);
  }

  private static long eventsIn(Dataset<Row> rows) {
    return rows.agg(coalesce(sum(ViewPlan.EVENTS_COLUMN), lit(0L))).first().getLong(0);
  }

  /** The view's rows at a frontier, written but not yet part of its table. */
  public final class Recomputed {
    private final Frontier frontier;
    private final Making making;
    private final DeltaTransaction<BatchCommit> transaction;

    private Recomputed(
        Frontier frontier, Making making, DeltaTransaction<BatchCommit> transaction) {
      this.frontier = frontier;
      this.making = making;
      this.transaction = transaction;
    }

    public Making making() {
      return making;
    }

    public long groups() {
      return transaction.rowsWritten();
    }

    /**
     * Puts the rows in the place of the version before, together with what they cover.
     *
     * @param offsets up to where the events were read
     * @param resume per partition the first offset at or after the frontier
     */
    public Committed<BatchCommit> commit(Offsets offsets, Offsets resume, Instant now) {
      return transaction.overwrite(next(offsets, resume, now));
    }

    /** The same for a view that nobody reads yet: no one will want to fall back from it. */
    public Committed<BatchCommit> commitUnread(Offsets offsets, Offsets resume, Instant now) {
      return transaction.overwrite(ViewCommits.unread(next(offsets, resume, now)));
    }

    private BatchCommit next(Offsets offsets, Offsets resume, Instant now) {
      return ViewCommits.next(
          definition, transaction.base(), frontier, offsets, resume, events(), now);
    }

    private long events() {
      return groups() == 0 ? 0 : eventsIn(transaction.rowsOfFiles());
    }
  }
}
