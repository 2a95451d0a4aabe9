package dev.braid.serving.cluster;

import dev.braid.log.Frontier;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A merged view as one of Trino's: batch states of one version of the view's table, and of the
 * speed topic the states of the epochs from that version's frontier on, of each (group key, epoch)
 * the highest version. Grouped by key, merged, finished.
 */
public final class ClusterViewSql {
  private final ViewDefinition view;
  private final ClusterNames names;
  private final String topic;
  private final String results;
  private final String outputs;

  /**
   * @param topic the view's speed topic
   * @throws dev.braid.error.BraidException if Trino's SQL would come to something else
   */
  public ClusterViewSql(ViewDefinition view, ClusterNames names, String topic) {
    this.view = view;
    this.names = names;
    this.topic = topic;
    try {
      StoredValues.check(view.plan());
      List<MergedAggregate> merged =
          IntStream.range(0, view.plan().aggregates().size())
              .mapToObj(i -> MergedAggregate.of(view.plan(), i))
              .toList();
      this.results = results(merged);
      this.outputs = outputs();
    } catch (Unsayable e) {
      throw ServingErrors.notOnCluster(view.name(), e.getMessage(), e.remedy());
    }
  }

  /** Replaces the view by one that answers from this batch version on. */
  public String replaceBy(BatchVersion version) {
    return "CREATE OR REPLACE VIEW %s COMMENT %s AS\n%s"
        .formatted(
            names.view(view.name()), Trino.text("Merged by Braid from " + version), query(version));
  }

  /** What the view is. */
  String query(BatchVersion version) {
    String states = version.isNone() ? speed() : batch(version) + "\n  UNION ALL\n" + speed();
    return "WITH latest AS (\n%s\n),\nstates AS (\n%s\n),\n%s\n%s"
        .formatted(latest(version), states, results, outputs);
  }

  private ViewPlan plan() {
    return view.plan();
  }

  /** Of each (group key, epoch) the value of the highest version, of equal ones the last. */
  private String latest(BatchVersion version) {
    return """
        SELECT CAST(json_parse(max_by(_message, ROW(generation, events, _partition_offset))) AS %s) AS r
        FROM (
          SELECT _key, _message, _partition_offset,
            CAST(json_extract_scalar(_message, '$.generation') AS bigint) AS generation,
            CAST(json_extract_scalar(_message, '$.events') AS bigint) AS events
          FROM %s
          WHERE _message IS NOT NULL
            AND json_extract_scalar(_key, '$[0]') IS NOT NULL%s)
        GROUP BY _key"""
        .formatted(jsonRow(), names.topic(topic), fromFrontier(version.frontier()))
        .indent(2)
        .stripTrailing();
  }

  /** Heartbeats' keys are no arrays. */
  private static String fromFrontier(Frontier frontier) {
    return frontier.equals(Frontier.NONE)
        ? ""
        : "\n    AND CAST(json_extract_scalar(_key, '$[0]') AS bigint) >= "
            + frontier.epochMillis();
  }

  private String jsonRow() {
    List<String> keys = new ArrayList<>();
    for (KeyColumn key : plan().keys()) {
      keys.add(Trino.name(key.name()) + " " + StoredValues.jsonType(key.type()));
    }
    List<String> states = new ArrayList<>();
    for (StateColumn state : plan().stateColumns()) {
      states.add(Trino.name(state.name()) + " " + StoredValues.jsonType(state.type()));
    }
    List<String> fields = new ArrayList<>(List.of("key " + Trino.row(keys)));
    if (!states.isEmpty()) {
      fields.add("states " + Trino.row(states));
    }
    return Trino.row(fields);
  }

  private String batch(BatchVersion version) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < plan().keys().size(); i++) {
      KeyColumn key = plan().keys().get(i);
      columns.add(StoredValues.batch(key.name(), key.type()) + " AS _k" + i);
    }
    for (StateColumn state : plan().stateColumns()) {
      columns.add(
          StoredValues.batch(state.name(), state.type()) + " AS " + Trino.name(state.name()));
    }
    return "  SELECT %s\n  FROM %s FOR VERSION AS OF %d"
        .formatted(String.join(", ", columns), names.batch(view), version.version());
  }

  private String speed() {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < plan().keys().size(); i++) {
      KeyColumn key = plan().keys().get(i);
      columns.add(StoredValues.speed("r.key." + Trino.name(key.name()), key.type()) + " AS _k" + i);
    }
    for (StateColumn state : plan().stateColumns()) {
      String name = Trino.name(state.name());
      columns.add(StoredValues.speed("r.states." + name, state.type()) + " AS " + name);
    }
    return "  SELECT %s\n  FROM latest".formatted(String.join(", ", columns));
  }

  private String results(List<MergedAggregate> aggregates) {
    String keys =
        IntStream.range(0, plan().keys().size())
            .mapToObj(i -> "_k" + i)
            .collect(Collectors.joining(", "));
    StringBuilder merged = new StringBuilder(keys);
    StringBuilder finished = new StringBuilder(keys);
    for (int i = 0; i < aggregates.size(); i++) {
      for (MergedAggregate.Named column : aggregates.get(i).columns()) {
        merged.append(",\n    ").append(column.sql()).append(" AS ").append(column.name());
      }
      finished.append(",\n    ").append(aggregates.get(i).result()).append(" AS _r").append(i);
    }
    return """
        merged AS (
          SELECT %1$s
          FROM states
          GROUP BY %3$s
        ),
        results AS (
          SELECT %2$s
          FROM merged
        )"""
        .formatted(merged, finished, keys);
  }

  private String outputs() {
    int keys = plan().keys().size();
    OutputSql sql = new OutputSql(i -> i < keys ? "_k" + i : "_r" + (i - keys));
    List<String> columns = new ArrayList<>();
    for (OutputColumn output : plan().outputs()) {
      columns.add(
          shown(sql.of(output.expression()), output.type()) + " AS " + Trino.name(output.name()));
    }
    return "SELECT\n  %s\nFROM results".formatted(String.join(",\n  ", columns));
  }

  private static String shown(String value, DataType type) {
    return type.kind() == DataType.Kind.TIMESTAMP_TZ
        ? "at_timezone(" + value + ", " + Trino.text(type.zone()) + ")"
        : value;
  }
}
