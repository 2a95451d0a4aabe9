package dev.braid.serving;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import dev.braid.type.Sha256;
import java.util.ArrayList;
import java.util.List;

/** View definitions for tests, built without the compiler. */
public final class Views {
  public static final long EPOCH = 60_000;

  private Views() {}

  /** {@code SELECT key, count(*) n, sum(amount) total, max(amount) largest … GROUP BY key}. */
  public static ViewDefinition totals(String name) {
    ColumnRef key = new ColumnRef("key", 0, DataType.VARCHAR);
    ColumnRef amount = new ColumnRef("amount", 1, DataType.BIGINT);
    List<AggregateCall> aggregates =
        List.of(
            new AggregateCall("count", List.of(), null),
            new AggregateCall("sum", List.of(amount), null),
            new AggregateCall("max", List.of(amount), null));
    return definition(
        name,
        new ViewPlan(
            "orders",
            null,
            List.of(new KeyColumn("key", key)),
            aggregates,
            List.of(
                new OutputColumn("key", new ColumnRef("key", 0, DataType.VARCHAR)),
                new OutputColumn("n", new ColumnRef("n", 1, DataType.BIGINT)),
                new OutputColumn("total", new ColumnRef("total", 2, DataType.BIGINT)),
                new OutputColumn("largest", new ColumnRef("largest", 3, DataType.BIGINT)))));
  }

  public static Source orders() {
    return new Source(
        "orders",
        "orders",
        "json",
        2,
        List.of(
            new Column("key", DataType.VARCHAR, false),
            new Column("amount", DataType.BIGINT, false)));
  }

  /** Every type as a key, and a count. */
  public static ViewDefinition everyType(String name) {
    List<DataType> types =
        List.of(
            DataType.BOOLEAN,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.DOUBLE,
            DataType.decimal(38, 4),
            DataType.decimal(9, 2),
            DataType.VARCHAR,
            DataType.DATE,
            DataType.TIMESTAMP,
            DataType.SMALLINT,
            DataType.REAL,
            DataType.VARBINARY,
            DataType.timestampIn("Europe/Berlin"));
    List<KeyColumn> keys = new ArrayList<>();
    List<OutputColumn> outputs = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      keys.add(new KeyColumn("k" + i, new ColumnRef("k" + i, i, types.get(i))));
      outputs.add(new OutputColumn("k" + i, new ColumnRef("k" + i, i, types.get(i))));
    }
    outputs.add(new OutputColumn("n", new ColumnRef("n", types.size(), DataType.BIGINT)));
    return definition(
        name,
        new ViewPlan(
            "everything",
            null,
            keys,
            List.of(new AggregateCall("count", List.of(), null)),
            outputs));
  }

  /** A key and outputs of these types, named {@code o0}, {@code o1} …. */
  public static ViewDefinition outputs(String name, List<DataType> types) {
    ColumnRef key = new ColumnRef("key", 0, DataType.INTEGER);
    List<OutputColumn> outputs = new ArrayList<>();
    outputs.add(new OutputColumn("key", key));
    for (int i = 0; i < types.size(); i++) {
      outputs.add(new OutputColumn("o" + i, new ColumnRef("o" + i, i + 1, types.get(i))));
    }
    return definition(
        name,
        new ViewPlan("everything", null, List.of(new KeyColumn("key", key)), List.of(), outputs));
  }

  private static ViewDefinition definition(String name, ViewPlan plan) {
    return new ViewDefinition(name, EPOCH, Sha256.hex(name), plan, "SELECT …");
  }
}
