package dev.braid.batch.compile;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;

/**
 * One part of a view's plan, and what of it Spark does not run natively.
 *
 * @param part {@code filter}, {@code key}, {@code aggregate} or {@code output}
 * @param name of a key or an output, else empty
 * @param shared empty: all of it is native
 */
public record SparkPart(String part, String name, String sql, List<SharedCode> shared) {
  /** The plan's parts, but for outputs that are a key or an aggregate as they are. */
  public static List<SparkPart> of(ViewPlan plan, Source source) {
    List<Column> events =
        source.columns().stream().map(column -> SparkTypes.named(column.name())).toList();
    List<SparkPart> parts = new ArrayList<>();
    if (plan.filter() != null) {
      parts.add(expression("filter", "", plan.filter(), events));
    }
    for (KeyColumn key : plan.keys()) {
      parts.add(expression("key", key.name(), key.expression(), events));
    }
    for (AggregateCall call : plan.aggregates()) {
      parts.add(aggregate(call, events));
    }
    List<Column> groups = groups(plan);
    for (OutputColumn output : plan.outputs()) {
      if (!(output.expression() instanceof ColumnRef)) {
        parts.add(expression("output", output.name(), output.expression(), groups));
      }
    }
    return parts;
  }

  private static SparkPart expression(
      String part, String name, Expression expression, List<Column> inputs) {
    List<SharedCode> shared = shared(inputs, translator -> translator.translate(expression));
    return new SparkPart(part, name, PlanPrinter.print(expression), shared);
  }

  private static SparkPart aggregate(AggregateCall call, List<Column> events) {
    SparkAggregate translation = SparkAggregates.get(call.function());
    List<SharedCode> shared = new ArrayList<>();
    translation.sharedCode(call).ifPresent(shared::add);
    shared.addAll(shared(events, translator -> translation.arguments(call, translator)));
    return new SparkPart("aggregate", "", PlanPrinter.print(call), List.copyOf(shared));
  }

  private static List<SharedCode> shared(
      List<Column> inputs, Consumer<ExpressionTranslator> translation) {
    List<SharedCode> shared = new ArrayList<>();
    translation.accept(new ExpressionTranslator(inputs, shared::add));
    return shared.stream().distinct().toList();
  }

  /** Stand-ins for keys and aggregates, of which only the number matters. */
  private static List<Column> groups(ViewPlan plan) {
    return Stream.concat(
            plan.keys().stream().map(KeyColumn::name),
            plan.aggregates().stream().map(AggregateCall::function))
        .map(SparkTypes::named)
        .toList();
  }

  /** A line, and one more for each thing that the shared code does. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%-11s  %-9s  %s%s".formatted(runs(), part, name.isEmpty() ? "" : name + " := ", sql));
    for (SharedCode code : shared) {
      String what = isAll(code) ? "" : code.what() + ": ";
      lines.add(" ".repeat(26) + what + code.why());
    }
    return lines;
  }

  private String runs() {
    if (shared.isEmpty()) {
      return "native";
    }
    return shared.stream().anyMatch(this::isAll) ? "shared code" : "in part";
  }

  private boolean isAll(SharedCode code) {
    return code.what().equals(sql);
  }
}
