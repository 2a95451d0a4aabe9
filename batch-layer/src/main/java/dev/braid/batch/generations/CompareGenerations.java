package dev.braid.batch.generations;

import dev.braid.batch.compile.PlanJson;
import dev.braid.batch.delta.Committed;
import dev.braid.batch.generations.GenerationsReport.OfView;
import dev.braid.batch.generations.GenerationsReport.Standing;
import dev.braid.batch.generations.GenerationsReport.Verdict;
import dev.braid.batch.view.BatchView;
import dev.braid.generation.DefinitionChanges;
import dev.braid.generation.ViewChange;
import dev.braid.log.BatchCommit;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Compares the answers of a new generation with those of the one that it is built beside. Reads the
 * newest versions and writes nothing.
 */
public final class CompareGenerations {
  private final SparkSession spark;
  private final CompiledProject old;
  private final CompiledProject project;
  private final Stragglers stragglers;

  /** Counts the events of a view's source that came too late for an old version of it. */
  @FunctionalInterface
  public interface Stragglers {
    long of(String source, BatchCommit version);
  }

  public CompareGenerations(
      SparkSession spark, CompiledProject old, CompiledProject project, Stragglers stragglers) {
    this.spark = spark;
    this.old = old;
    this.project = project;
    this.stragglers = stragglers;
  }

  /**
   * @param progress told of each view
   */
  public GenerationsReport compare(Consumer<OfView> progress) {
    List<OfView> views = new ArrayList<>();
    List<String> dropped = new ArrayList<>();
    for (ViewChange change : DefinitionChanges.between(old, project)) {
      if (change.kind() == ViewChange.Kind.DROPPED) {
        dropped.add(change.view());
      } else {
        OfView compared = compare(change);
        progress.accept(compared);
        views.add(compared);
      }
    }
    return new GenerationsReport(views, dropped);
  }

  /** A view of either generation as it stands. */
  private record Side(
      ViewDefinition definition, BatchView table, Optional<Committed<BatchCommit>> at) {
    Standing standing() {
      return at.map(v -> new Standing(v.version(), v.commit().frontier().toString())).orElse(null);
    }

    ViewPlan plan() {
      return definition.plan();
    }

    BatchCommit commit() {
      return at.orElseThrow().commit();
    }

    Dataset<Row> rows() {
      return table.rows(at.orElseThrow());
    }
  }

  private Side side(CompiledProject of, ViewDefinition view) {
    BatchView table = new BatchView(spark, of, view);
    return new Side(view, table, table.current());
  }

  private OfView compare(ViewChange change) {
    Side now = side(project, project.view(change.view()));
    return switch (change.kind()) {
      case NEW -> uncompared(Verdict.NEW, now, null, List.of(), null);
      case KEPT ->
          uncompared(Verdict.KEPT, now, side(old, old.view(change.view())), List.of(), null);
      default -> compare(side(old, old.view(change.view())), now, change.reasons());
    };
  }

  private OfView compare(Side before, Side now, List<String> changes) {
    return whyNot(before, now)
        .map(why -> uncompared(Verdict.NOT_COMPARED, now, before, changes, why))
        .orElseGet(() -> compareGroups(before, now, changes));
  }

  private static OfView uncompared(
      Verdict verdict, Side now, Side before, List<String> changes, String why) {
    return new OfView(
        now.definition().name(),
        verdict,
        changes,
        why,
        now.standing(),
        before == null ? null : before.standing(),
        false,
        0,
        null,
        null,
        List.of());
  }

  private static Optional<String> whyNot(Side before, Side now) {
    if (before.at().isEmpty()) {
      return Optional.of("the old view has no batch version");
    }
    if (now.at().isEmpty()) {
      return Optional.of("the new view has no batch version");
    }
    if (!before.commit().frontier().equals(now.commit().frontier())) {
      return Optional.of(
          "it stands at " + now.commit().frontier() + ", the old at " + before.commit().frontier());
    }
    return Pairing.isPossible(before.plan(), now.plan())
        ? Optional.empty()
        : Optional.of("its group key is another");
  }

  private OfView compareGroups(Side before, Side now, List<String> changes) {
    ViewPlan plan = now.plan();
    Equivalence equivalence = Equivalence.of(old, before.definition(), project, now.definition());
    Pairing pairing = Pairing.of(before.plan(), plan);
    Dataset<String> parts =
        new PairRows(pairing, plan, equivalence.samePlan())
            .sorted(before.rows(), now.rows())
            .mapPartitions(
                new ComparePairs(ComparePairs.Task.of(before.plan(), plan, equivalence.samePlan())),
                Encoders.STRING());
    ComparedPairs compared = ComparedPairs.NONE;
    for (String part : parts.collectAsList()) {
      compared = compared.plus(PlanJson.read(part, ComparedPairs.class));
    }
    boolean wrong = equivalence.sameAnswers() && !compared.counts().areEqual();
    long late = wrong ? stragglers.of(plan.source(), before.commit()) : 0;
    return new OfView(
        now.definition().name(),
        Verdict.COMPARED,
        changes,
        null,
        now.standing(),
        before.standing(),
        equivalence.sameAnswers() && late == 0,
        late,
        pairing.columns(),
        compared.counts(),
        compared.examples());
  }
}
