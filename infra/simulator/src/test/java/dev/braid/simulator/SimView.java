package dev.braid.simulator;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.log.Epochs;
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
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;

/**
 * The view under test: per key a count, a sum of large random numbers, and sums of distinct powers
 * of two that name the events. An event counted twice or an invented one makes them disagree.
 */
final class SimView {
  static final long EPOCH = 1_000;
  static final Epochs EPOCHS = new Epochs(EPOCH);
  static final String NAME = "totals";
  static final String TOPIC = "orders";
  static final List<String> KEYS = List.of("a", "b", "c");

  private static final DataType NUMBER = DataType.decimal(28, 0);
  private static final DataType SUM = DataType.decimal(38, 0);

  static final Source SOURCE =
      new Source(
          "orders",
          TOPIC,
          "json",
          2,
          List.of(
              new Column("key", DataType.VARCHAR, false),
              new Column("amount", NUMBER, false),
              new Column("low", NUMBER, false),
              new Column("high", NUMBER, false)));

  static final ViewDefinition DEFINITION =
      new ViewDefinition(NAME, EPOCH, Sha256.hex(NAME), plan(), "SELECT …");

  static final CompiledView VIEW = new CompiledView(DEFINITION.plan());

  private SimView() {}

  private static ViewPlan plan() {
    ColumnRef amount = new ColumnRef("amount", 1, NUMBER);
    ColumnRef low = new ColumnRef("low", 2, NUMBER);
    ColumnRef high = new ColumnRef("high", 3, NUMBER);
    return new ViewPlan(
        SOURCE.name(),
        null,
        List.of(new KeyColumn("key", new ColumnRef("key", 0, DataType.VARCHAR))),
        List.of(
            new AggregateCall("count", List.of(), null),
            new AggregateCall("sum", List.of(amount), null),
            new AggregateCall("sum", List.of(low), null),
            new AggregateCall("sum", List.of(high), null)),
        List.of(
            new OutputColumn("key", new ColumnRef("key", 0, DataType.VARCHAR)),
            new OutputColumn("n", new ColumnRef("n", 1, DataType.BIGINT)),
            new OutputColumn("total", new ColumnRef("total", 2, SUM)),
            new OutputColumn("low", new ColumnRef("low", 3, SUM)),
            new OutputColumn("high", new ColumnRef("high", 4, SUM))));
  }

  static Object[] row(String key, long amount, int id) {
    return new Object[] {
      key,
      BigDecimal.valueOf(amount),
      BigDecimal.valueOf(EventSet.lowBit(id)),
      BigDecimal.valueOf(EventSet.highBit(id))
    };
  }

  /** The events in a finished row, if the row is their exact sum. */
  static EventSet events(Object[] row, SourceTopic log, Invariant otherwise, String what) {
    long count = (Long) row[1];
    BigInteger lows = ((BigDecimal) row[3]).toBigInteger();
    BigInteger highs = ((BigDecimal) row[4]).toBigInteger();
    EventSet events = new EventSet(lows.longValue(), highs.longValue());
    if (Math.max(lows.bitLength(), highs.bitLength()) > EventSet.HALF || events.size() != count) {
      throw new Violation(
          otherwise, what + ": " + count + " events counted, ids sum up to those of " + events);
    }
    long high = 0;
    long low = 0;
    for (Event event : log.events()) {
      if (events.contains(event.id())) {
        high += event.amount() >>> 32;
        low += event.amount() & 0xFFFF_FFFFL;
      }
    }
    BigInteger sum = BigInteger.valueOf(high).shiftLeft(32).add(BigInteger.valueOf(low));
    if (!sum.equals(((BigDecimal) row[2]).toBigInteger())) {
      throw new Violation(otherwise, what + ": the sum is not that of events " + events);
    }
    return events;
  }

  static Object[] result(String key, Object[] states) {
    State[] loaded = VIEW.load(states);
    return VIEW.result(new Object[] {key}, loaded);
  }
}
