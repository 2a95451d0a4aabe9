package dev.braid.speed;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Comparison;
import dev.braid.plan.Expression;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.Literal;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.KafkaSettings;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A project with one source, ticks, and views over it. */
public final class TickViews {
  private static final ColumnRef PARTITION = new ColumnRef("p", 0, DataType.INTEGER);
  private static final ColumnRef VALUE = new ColumnRef("v", 1, DataType.BIGINT);
  private static final ColumnRef WORD = new ColumnRef("k", 2, DataType.VARCHAR);

  private TickViews() {}

  public static Source source(String topic, int partitions) {
    return new Source(
        "ticks",
        topic,
        "json",
        partitions,
        List.of(
            new Column("p", DataType.INTEGER, true),
            new Column("v", DataType.BIGINT, false),
            new Column("k", DataType.VARCHAR, false)));
  }

  /** Count and checksum of each partition: any lost or doubled event shows. */
  public static ViewPlan prefixes() {
    return view(null, PARTITION, calls("count", "sum"));
  }

  /** Positive values by word, with every aggregate. */
  public static ViewPlan words() {
    Expression positive =
        new Comparison(Comparison.Operator.GREATER, VALUE, new Literal(DataType.BIGINT, 0L));
    return view(positive, WORD, calls("count", "sum", "min", "max", "avg"));
  }

  private static List<AggregateCall> calls(String... functions) {
    List<AggregateCall> calls = new ArrayList<>();
    for (String function : functions) {
      calls.add(new AggregateCall(function, List.of(VALUE), null));
    }
    return calls;
  }

  private static ViewPlan view(Expression filter, ColumnRef key, List<AggregateCall> calls) {
    List<OutputColumn> outputs = new ArrayList<>();
    outputs.add(new OutputColumn(key.name(), new ColumnRef(key.name(), 0, key.type())));
    for (int i = 0; i < calls.size(); i++) {
      String name = calls.get(i).function();
      outputs.add(new OutputColumn(name, new ColumnRef(name, i + 1, calls.get(i).type())));
    }
    return new ViewPlan("ticks", filter, List.of(new KeyColumn(key.name(), key)), calls, outputs);
  }

  public static ViewDefinition definition(String name, ViewPlan plan, long epochMillis) {
    return new ViewDefinition(
        name, epochMillis, CompiledProject.hash(plan, epochMillis), plan, "SELECT …");
  }

  public static CompiledProject project(
      String name, String bootstrap, Source source, ViewDefinition... views) {
    return new CompiledProject(
        CompiledProject.FORMAT,
        name,
        7,
        1_000,
        new KafkaSettings(bootstrap, null, Map.of()),
        "file:/nowhere",
        new ServingSettings("127.0.0.1", 0),
        List.of(source),
        List.of(views));
  }

  /** The i-th event of a partition; its value differs for every i and has either sign. */
  public static Object[] row(int partition, long i) {
    long value = ((i * 31 + partition + 1) * 0x9E3779B97F4A7C15L) >> 24;
    return new Object[] {partition, value, "k" + i % 17};
  }

  public static byte[] json(Object[] row) {
    return ("{\"p\":" + row[0] + ",\"v\":" + row[1] + ",\"k\":\"" + row[2] + "\"}")
        .getBytes(StandardCharsets.UTF_8);
  }
}
