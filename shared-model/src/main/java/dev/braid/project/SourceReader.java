package dev.braid.project;

import dev.braid.error.ModelErrors;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import dev.braid.type.Identifiers;
import dev.braid.yaml.YamlMapping;
import dev.braid.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code sources/<name>.yml}. */
final class SourceReader {
  static final String DEFAULT_FORMAT = "json";
  static final int DEFAULT_PARTITIONS = 4;

  private static final int MOST_PARTITIONS = 10_000;
  private static final Pattern TOPIC = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,249}");
  private static final String OWN_TOPICS = "braid.";
  private static final String COLUMNS_EXAMPLE =
      "columns: [{name: id, type: BIGINT, not_null: true}]";

  private final Problems problems;

  SourceReader(Problems problems) {
    this.problems = problems;
  }

  /** Empty if there are problems. */
  Optional<Source> read(String name, TextFile file) {
    return problems
        .attempt(() -> YamlNode.parse(file).mapping("topic", "format", "partitions", "columns"))
        .flatMap(yaml -> read(name, yaml));
  }

  private Optional<Source> read(String name, YamlMapping yaml) {
    Optional<String> topic =
        problems.attempt(() -> yaml.find("topic").map(SourceReader::topic).orElse(name));
    Optional<String> format =
        problems.attempt(
            () -> yaml.find("format").map(SourceReader::format).orElse(DEFAULT_FORMAT));
    Optional<Integer> partitions =
        problems.attempt(
            () ->
                yaml.find("partitions")
                    .map(node -> node.integer(1, MOST_PARTITIONS))
                    .orElse(DEFAULT_PARTITIONS));
    Optional<List<Column>> columns =
        problems
            .attempt(() -> yaml.require("columns", COLUMNS_EXAMPLE).items())
            .flatMap(this::columns);
    if (topic.isEmpty() || format.isEmpty() || partitions.isEmpty() || columns.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Source(name, topic.get(), format.get(), partitions.get(), columns.get()));
  }

  private static String topic(YamlNode node) {
    String topic = node.text();
    if (!TOPIC.matcher(topic).matches()) {
      throw ProjectErrors.badTopic(node.place(), topic);
    }
    if (topic.startsWith(OWN_TOPICS)) {
      throw ProjectErrors.reservedTopic(node.place(), topic);
    }
    return topic;
  }

  private static String format(YamlNode node) {
    if (!node.text().equals(DEFAULT_FORMAT)) {
      throw ProjectErrors.unknownFormat(node.place(), node.text(), List.of(DEFAULT_FORMAT));
    }
    return DEFAULT_FORMAT;
  }

  private Optional<List<Column>> columns(List<YamlNode> items) {
    List<Column> columns = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (YamlNode item : items) {
      problems.attempt(() -> column(item, names)).ifPresent(columns::add);
    }
    return columns.size() == items.size() ? Optional.of(columns) : Optional.empty();
  }

  private static Column column(YamlNode item, Set<String> names) {
    YamlMapping yaml = item.mapping("name", "type", "not_null", "description");
    YamlNode nameNode = yaml.require("name", "name: amount");
    String name = nameNode.text();
    if (!Identifiers.isValid(name)) {
      throw ModelErrors.badName(nameNode.place(), "column", name);
    }
    if (!names.add(name)) {
      throw ProjectErrors.duplicateColumn(nameNode.place(), name);
    }
    DataType type = type(yaml.require("type", "type: VARCHAR"));
    boolean notNull = yaml.find("not_null").map(YamlNode::truth).orElse(false);
    yaml.find("description").ifPresent(YamlNode::text);
    return new Column(name, type, notNull);
  }

  private static DataType type(YamlNode node) {
    String text = node.text();
    return DataType.parse(text).orElseThrow(() -> ModelErrors.unknownType(node.place(), text));
  }
}
