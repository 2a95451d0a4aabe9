package dev.braid.batch.generations;

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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Definitions over orders, and what may be changed about them. */
public final class Orders {
  private Orders() {}

  public static ColumnRef column(Source source, String name) {
    List<Column> columns = source.columns();
    int index =
        IntStream.range(0, columns.size())
            .filter(i -> columns.get(i).name().equals(name))
            .findFirst()
            .orElseThrow();
    return new ColumnRef(name, index, columns.get(index).type());
  }

  public static Expression isNot(Source source, String country) {
    return new Comparison(
        Comparison.Operator.NOT_EQUAL,
        column(source, "country"),
        new Literal(DataType.VARCHAR, country));
  }

  public static Expression idFrom(Source source, long least) {
    return new Comparison(
        Comparison.Operator.GREATER_OR_EQUAL,
        column(source, "id"),
        new Literal(DataType.BIGINT, least));
  }

  /** {@code SELECT country, count(*) AS orders, sum(amount) AS revenue … GROUP BY country}. */
  public static ViewPlan revenue(Source source, Expression filter) {
    return byCountry(
        source,
        filter,
        List.of("orders", "revenue"),
        new AggregateCall("count", List.of(), null),
        new AggregateCall("sum", List.of(column(source, "amount")), null));
  }

  /** Each aggregate in a column of its own. */
  public static ViewPlan byCountry(
      Source source, Expression filter, List<String> names, AggregateCall... calls) {
    Stream<OutputColumn> aggregates =
        IntStream.range(0, calls.length)
            .mapToObj(
                i ->
                    new OutputColumn(
                        names.get(i), new ColumnRef(names.get(i), i + 1, calls[i].type())));
    OutputColumn key = new OutputColumn("country", new ColumnRef("country", 0, DataType.VARCHAR));
    return new ViewPlan(
        source.name(),
        filter,
        List.of(new KeyColumn("country", column(source, "country"))),
        List.of(calls),
        Stream.concat(Stream.of(key), aggregates).toList());
  }

  public static ViewDefinition view(String name, Source source, ViewPlan plan, Duration epoch) {
    String hash =
        CompiledProject.hash(
            name, source.topic(), source.format(), source.columns(), plan, epoch.toMillis());
    return new ViewDefinition(name, epoch.toMillis(), hash, plan, "SELECT …");
  }

  /** The source with a column before its own. */
  public static Source with(Source source, Column column) {
    return of(source, Stream.concat(Stream.of(column), source.columns().stream()).toList());
  }

  public static Source of(Source source, List<Column> columns) {
    return new Source(source.name(), source.topic(), source.format(), source.partitions(), columns);
  }

  public static CompiledProject project(Source source, ViewDefinition... views) {
    return new CompiledProject(
        CompiledProject.FORMAT,
        "shop",
        1,
        0,
        new KafkaSettings("127.0.0.1:1", null, Map.of()),
        "file:/nowhere",
        new ServingSettings("127.0.0.1", 0),
        List.of(source),
        List.of(views));
  }
}
