package dev.braid.batch.generations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Column;
import dev.braid.source.Source;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What makes a view another one than that of the same name in the old generation.
 *
 * @param phrases for people; none if it is the same
 * @param samePlan whether it is the same query
 * @param sameAnswers whether the answers must be the same all the same
 */
record Changes(List<String> phrases, boolean samePlan, boolean sameAnswers) {

  static Changes between(
      CompiledProject old, ViewDefinition before, CompiledProject project, ViewDefinition now) {
    List<String> phrases = new ArrayList<>();
    boolean samePlan = byName(before.plan()).equals(byName(now.plan()));
    boolean sameAnswers = samePlan;
    if (!samePlan) {
      phrases.add("its definition has changed");
    }
    if (before.epochMillis() != now.epochMillis()) {
      phrases.add(
          "its epoch is " + text(now.epochMillis()) + " instead of " + text(before.epochMillis()));
    }
    Source from = old.source(before.plan().source());
    Source to = project.source(now.plan().source());
    if (!from.topic().equals(to.topic()) || !from.format().equals(to.format())) {
      phrases.add("its source reads " + to.topic() + " as " + to.format());
      sameAnswers = false;
    }
    Set<String> columns = changedColumns(from, to);
    if (!columns.isEmpty()) {
      phrases.add(
          (columns.size() == 1 ? "column " : "columns ")
              + String.join(", ", columns)
              + " of its source changed");
      Set<String> used = columnsOf(now.plan());
      sameAnswers &=
          columns.stream().noneMatch(used::contains) && required(from).equals(required(to));
    }
    if (phrases.isEmpty() && !before.definitionHash().equals(now.definitionHash())) {
      phrases.add("its definition hash has changed");
    }
    return new Changes(List.copyOf(phrases), samePlan, sameAnswers);
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

  private static Set<String> changedColumns(Source from, Source to) {
    Map<String, Column> before = byName(from);
    Map<String, Column> now = byName(to);
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(now.keySet());
    names.removeIf(name -> Objects.equals(before.get(name), now.get(name)));
    return names;
  }

  private static Map<String, Column> byName(Source source) {
    return source.columns().stream().collect(Collectors.toMap(Column::name, Function.identity()));
  }

  /** What an event must have to be one. */
  private static Set<String> required(Source source) {
    return source.columns().stream()
        .filter(Column::notNull)
        .map(Column::name)
        .collect(Collectors.toSet());
  }

  /** As in braid.yml: {@code 30m}. */
  private static String text(long millis) {
    return Duration.ofMillis(millis).toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
