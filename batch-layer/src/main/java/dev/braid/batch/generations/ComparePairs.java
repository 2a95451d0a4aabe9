package dev.braid.batch.generations;

import dev.braid.batch.compile.PlanJson;
import dev.braid.batch.generations.GenerationsReport.Example;
import dev.braid.batch.generations.GenerationsReport.GroupCounts;
import dev.braid.batch.generations.GenerationsReport.Values;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.type.ValueText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Rows of {@link PairRows}, those of a group one after the other, to one {@link ComparedPairs} in
 * JSON.
 */
final class ComparePairs implements MapPartitionsFunction<Row, String> {
  private final Task task;

  /** Both plans as text, in which they travel to Spark's executors. */
  record Task(String oldPlan, String newPlan, boolean samePlan) implements Serializable {
    static Task of(ViewPlan old, ViewPlan plan, boolean samePlan) {
      return new Task(PlanJson.write(old), PlanJson.write(plan), samePlan);
    }
  }

  ComparePairs(Task task) {
    this.task = task;
  }

  @Override
  public Iterator<String> call(Iterator<Row> sorted) {
    Comparison comparison = new Comparison();
    sorted.forEachRemaining(comparison::take);
    ComparedPairs compared = comparison.end();
    return List.of(PlanJson.write(compared)).iterator();
  }

  private final class Comparison {
    private final ViewPlan plan = PlanJson.read(task.newPlan(), ViewPlan.class);
    private final Pairing pairing = Pairing.of(PlanJson.read(task.oldPlan(), ViewPlan.class), plan);
    private final PairRows rows = new PairRows(pairing, plan, task.samePlan());
    private final PairCheck check = new PairCheck(pairing, plan, task.samePlan());
    private final Map<String, Long> byColumn = new TreeMap<>();
    private final List<Example> examples = new ArrayList<>();
    private long equal;
    private long differing;
    private long onlyNew;
    private long onlyOld;

    // Of the group that is being taken in; no key before the first.
    private List<Object> key;
    private final List<PairCheck.Group> before = new ArrayList<>();
    private final List<PairCheck.Group> now = new ArrayList<>();

    void take(Row row) {
      List<Object> next = rows.key(row);
      if (!next.equals(key)) {
        finishGroup();
        key = next;
      }
      (rows.isNow(row) ? now : before)
          .add(new PairCheck.Group(rows.events(row), rows.outputs(row), rows.states(row)));
    }

    private void finishGroup() {
      if (key == null) {
        return;
      }
      if (before.isEmpty()) {
        onlyNew++;
        example(Example.Kind.ONLY_NEW, check.differences(null, now.get(0)));
      } else if (now.isEmpty()) {
        onlyOld++;
        example(Example.Kind.ONLY_OLD, check.differences(before.get(0), null));
      } else {
        finishPair(differences());
      }
      before.clear();
      now.clear();
    }

    private List<Values> differences() {
      if (before.size() > 1 || now.size() > 1) {
        return List.of(new Values("rows", "" + before.size(), "" + now.size()));
      }
      return check.differences(before.get(0), now.get(0));
    }

    private void finishPair(List<Values> differences) {
      if (differences.isEmpty()) {
        equal++;
        return;
      }
      differing++;
      differences.forEach(values -> byColumn.merge(values.column(), 1L, Long::sum));
      example(Example.Kind.DIFFERS, differences);
    }

    private void example(Example.Kind kind, List<Values> columns) {
      if (examples.stream().filter(shown -> shown.kind() == kind).count() < ComparedPairs.MOST) {
        examples.add(new Example(kind, shownKey(), columns));
      }
    }

    private String shownKey() {
      List<KeyColumn> keys = pairing.keys();
      return IntStream.range(0, keys.size())
          .mapToObj(i -> ValueText.of(keys.get(i).type(), key.get(i)))
          .collect(Collectors.joining(", "));
    }

    ComparedPairs end() {
      finishGroup();
      return new ComparedPairs(
          new GroupCounts(equal, differing, onlyNew, onlyOld, byColumn), examples);
    }
  }
}
