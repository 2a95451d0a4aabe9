package dev.braid.batch.generations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Column;
import dev.braid.source.Source;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much two definitions of a view have in common.
 *
 * @param samePlan whether both are the same query
 * @param sameAnswers whether both must answer the same, whatever else differs. A column that the
 *     query does not read may still make a difference if it holds values of a wrong type: then the
 *     whole event is none
 */
record Equivalence(boolean samePlan, boolean sameAnswers) {

  static Equivalence of(
      CompiledProject old, ViewDefinition before, CompiledProject project, ViewDefinition now) {
    boolean samePlan = byName(before.plan()).equals(byName(now.plan()));
    Source from = old.source(before.plan().source());
    Source to = project.source(now.plan().source());
    boolean sameEvents =
        from.topic().equals(to.topic())
            && from.format().equals(to.format())
            && required(from).equals(required(to));
    Map<String, Column> columns = byName(from);
    boolean sameColumns =
        columnsOf(now.plan()).stream()
            .allMatch(name -> Objects.equals(columns.get(name), byName(to).get(name)));
    return new Equivalence(samePlan, samePlan && sameEvents && sameColumns);
  }

  /** The plan without the positions of the source's columns: names tell them apart as well. */
  private static JsonNode byName(ViewPlan plan) {
    JsonNode tree = CompiledProject.json().valueToTree(plan);
    sourceColumns(tree).forEach(column -> column.remove("index"));
    return tree;
  }

  private static Set<String> columnsOf(ViewPlan plan) {
    return sourceColumns(CompiledProject.json().valueToTree(plan))
        .map(column -> column.path("name").asText())
        .collect(Collectors.toSet());
  }

  private static Stream<ObjectNode> sourceColumns(JsonNode plan) {
    return Stream.of("filter", "keys", "aggregates")
        .flatMap(part -> plan.path(part).findParents("index").stream())
        .map(ObjectNode.class::cast);
  }

  private static Map<String, Column> byName(Source source) {
    return source.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
  }

  /** What an event must have to be one. */
  private static List<Column> required(Source source) {
    return source.columns().stream()
        .filter(Column::notNull)
        .sorted(Comparator.comparing(Column::name))
        .toList();
  }
}
