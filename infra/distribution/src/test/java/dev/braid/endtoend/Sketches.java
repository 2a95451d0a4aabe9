package dev.braid.endtoend;

import dev.braid.plan.AggregateCall;
import dev.braid.plan.Literal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * Whether a sketch's answer is as near to the truth as it is said to be. The truth is, for {@code
 * approx_distinct}, the exact count; for {@code approx_percentile}, all values in order; for {@code
 * approx_most_frequent}, every value's count.
 */
final class Sketches {
  private static final double STANDARD_ERROR = 0.023;

  private Sketches() {}

  static boolean within(AggregateCall call, Object truth, Object answer) {
    if (truth == null || answer == null) {
      return truth == null && answer == null;
    }
    return switch (call.function()) {
      case "approx_distinct" -> distinct((BigDecimal) truth, (BigDecimal) answer);
      case "approx_percentile" -> percentiles(call, (List<?>) truth, answer);
      case "approx_most_frequent" -> frequent(call, (Map<?, ?>) truth, (Map<?, ?>) answer);
      default -> throw new IllegalArgumentException(call.function());
    };
  }

  private static boolean distinct(BigDecimal truth, BigDecimal answer) {
    double count = truth.doubleValue();
    return Math.abs(answer.doubleValue() - count) <= Math.ceil(3 * STANDARD_ERROR * count);
  }

  private static boolean percentiles(AggregateCall call, List<?> sorted, Object answer) {
    Object shares = ((Literal) call.arguments().get(1)).value();
    if (!(shares instanceof List<?> several)) {
      return ranks(sorted, ((Number) shares).doubleValue(), ((Number) answer).doubleValue());
    }
    List<?> answers = (List<?>) answer;
    for (int i = 0; i < several.size(); i++) {
      double share = ((Number) several.get(i)).doubleValue();
      if (!ranks(sorted, share, ((Number) answers.get(i)).doubleValue())) {
        return false;
      }
    }
    return answers.size() == several.size();
  }

  /** The rank may be off by p(1-p)/4 of all, and by one for lying between two values. */
  private static boolean ranks(List<?> sorted, double share, double value) {
    long below = sorted.stream().filter(v -> ((Number) v).doubleValue() < value).count();
    long notAbove = sorted.stream().filter(v -> ((Number) v).doubleValue() <= value).count();
    double rank = share * sorted.size();
    double off = share * (1 - share) / 4 * sorted.size() + 1;
    return below - off <= rank && rank <= notAbove + off;
  }

  /** No count is too low, or too high by more than N / (capacity + 1). */
  private static boolean frequent(AggregateCall call, Map<?, ?> counts, Map<?, ?> answer) {
    long most = ((Number) ((Literal) call.arguments().get(0)).value()).longValue();
    long capacity = ((Number) ((Literal) call.arguments().get(2)).value()).longValue();
    long all = counts.values().stream().mapToLong(count -> (Long) count).sum();
    double off = counts.size() <= capacity ? 0 : (double) all / (capacity + 1);
    boolean counted =
        answer.entrySet().stream()
            .allMatch(
                entry -> {
                  Object exact = counts.get(entry.getKey());
                  long found = (Long) entry.getValue();
                  return exact != null && (Long) exact <= found && found <= (Long) exact + off;
                });
    long least =
        answer.values().stream().mapToLong(count -> (Long) count).min().orElse(Long.MAX_VALUE);
    boolean noneForgotten =
        counts.entrySet().stream()
            .allMatch(e -> answer.containsKey(e.getKey()) || (Long) e.getValue() <= least + off);
    return counted && noneForgotten && (answer.size() == Math.min(most, counts.size()) || off > 0);
  }
}
