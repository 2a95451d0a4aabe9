package dev.braid.plan;

import java.util.List;
import java.util.stream.Collectors;

/** Draws a plan as a tree, what is computed last on top. */
public final class PlanPrinter {
  private PlanPrinter() {}

  /**
   * The tree, a line a node's part:
   *
   * <pre>
   * output origin VARCHAR := _k0
   * output mean DOUBLE := _a0
   *   aggregate _a0 avg(delay) DOUBLE, kept as _a0_sum DECIMAL(38,0), _a0_count BIGINT
   *   key _k0 origin VARCHAR
   *     filter delay IS NOT NULL
   *       source flights
   * </pre>
   */
  public static String print(ViewPlan plan) {
    StringBuilder tree = new StringBuilder();
    for (OutputColumn output : plan.outputs()) {
      String expression = print(output.expression());
      tree.append("output %s %s := %s\n".formatted(output.name(), output.type(), expression));
    }
    for (int i = 0; i < plan.aggregates().size(); i++) {
      AggregateCall call = plan.aggregates().get(i);
      tree.append(
          "  aggregate _a%d %s %s, kept as %s\n"
              .formatted(i, print(call), call.type(), states(plan, i)));
    }
    for (int i = 0; i < plan.keys().size(); i++) {
      KeyColumn key = plan.keys().get(i);
      tree.append("  key _k%d %s %s\n".formatted(i, print(key.expression()), key.type()));
    }
    String indent = "    ";
    if (plan.filter() != null) {
      tree.append(indent).append("filter ").append(print(plan.filter())).append('\n');
      indent += "  ";
    }
    return tree.append(indent).append("source ").append(plan.source()).append('\n').toString();
  }

  /** An expression as SQL, with every coercion written out as a CAST. */
  public static String print(Expression expression) {
    return ExpressionPrinter.print(expression);
  }

  /** An aggregate as SQL. */
  public static String print(AggregateCall call) {
    String arguments =
        call.arguments().isEmpty()
            ? "*"
            : call.arguments().stream()
                .map(ExpressionPrinter::print)
                .collect(Collectors.joining(", "));
    String filter = call.filter() == null ? "" : " FILTER (WHERE " + print(call.filter()) + ")";
    return call.function() + "(" + arguments + ")" + filter;
  }

  private static String states(ViewPlan plan, int aggregate) {
    List<StateColumn> columns = plan.stateColumns();
    return columns.stream()
        .filter(column -> column.aggregate() == aggregate)
        .map(column -> column.name() + " " + column.type())
        .collect(Collectors.joining(", "));
  }
}
