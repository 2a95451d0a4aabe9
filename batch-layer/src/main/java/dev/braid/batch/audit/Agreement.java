package dev.braid.batch.audit;

import dev.braid.aggregate.State;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.trial.Tolerance;
import dev.braid.type.DataType;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * When two states may be of the same events although their results are not the same: those of
 * sketches whose content depends on the order of merges, within their bounds.
 */
public final class Agreement {
  private static final String PERCENTILE = "approx_percentile";
  private static final String MOST_FREQUENT = "approx_most_frequent";

  private Agreement() {}

  /** Whether the order in which states were merged may show in the result. */
  public static boolean isApproximate(AggregateCall call) {
    return call.function().equals(PERCENTILE) || call.function().equals(MOST_FREQUENT);
  }

  /**
   * Whether both states may be of the same events.
   *
   * @param events so many
   */
  public static boolean alike(AggregateCall call, State held, State right, long events) {
    if (Tolerance.DEFAULT.same("", call.type(), held.result(), right.result())) {
      return true;
    }
    if (held.result() == null || right.result() == null) {
      return false;
    }
    return switch (call.function()) {
      case PERCENTILE -> percentilesAlike(call, held, right, events);
      case MOST_FREQUENT -> frequenciesAlike(call, held, right, events);
      default -> false;
    };
  }

  /** Of either digest the rank may be off by a share of p(1-p)/4. */
  private static boolean percentilesAlike(
      AggregateCall call, State held, State right, long events) {
    Object given = ((Literal) call.arguments().get(1)).value();
    List<?> shares = given instanceof List<?> list ? list : List.of(given);
    List<?> results = given instanceof List<?> ? (List<?>) held.result() : List.of(held.result());
    for (int i = 0; i < shares.size(); i++) {
      double share = ((Number) shares.get(i)).doubleValue();
      double slack = share * (1 - share) / 2 + 1.0 / events;
      double found = ((Number) results.get(i)).doubleValue();
      double least = percentile(call, right, Math.max(0, share - slack));
      double most = percentile(call, right, Math.min(1, share + slack));
      boolean within = least <= found && found <= most;
      if (!within && !near(found, least) && !near(found, most)) {
        return false;
      }
    }
    return true;
  }

  private static boolean near(double one, double other) {
    return Tolerance.DEFAULT.same("", DataType.DOUBLE, one, other);
  }

  /** What the state says of another share. */
  private static double percentile(AggregateCall call, State state, double share) {
    Expression value = call.arguments().get(0);
    AggregateCall other =
        new AggregateCall(PERCENTILE, List.of(value, new Literal(DataType.DOUBLE, share)), null);
    Object[] stored = new Object[other.bind().stateFields().size()];
    state.store(stored, 0);
    return ((Number) other.bind().load(stored, 0).result()).doubleValue();
  }

  /** Of N values a count is too high by N / (capacity + 1) at most, and never too low. */
  private static boolean frequenciesAlike(
      AggregateCall call, State held, State right, long events) {
    long capacity = ((Number) ((Literal) call.arguments().get(2)).value()).longValue();
    int limit = ((Number) ((Literal) call.arguments().get(0)).value()).intValue();
    long bound = events / (capacity + 1);
    Map<?, ?> a = (Map<?, ?>) held.result();
    Map<?, ?> b = (Map<?, ?>) right.result();
    return countsAlike(a, b, limit, bound) && countsAlike(b, a, limit, bound);
  }

  /** A value that the other lacks is too rare to be sure of, or less frequent than all it has. */
  private static boolean countsAlike(Map<?, ?> one, Map<?, ?> other, int limit, long bound) {
    long least =
        other.size() < limit
            ? 0
            : Collections.min(other.values().stream().map(count -> (Long) count).toList());
    return one.entrySet().stream()
        .allMatch(
            entry -> {
              long count = (Long) entry.getValue();
              Long there = (Long) other.get(entry.getKey());
              return there == null ? count <= least + bound : Math.abs(count - there) <= bound;
            });
  }
}
