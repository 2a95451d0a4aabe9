package dev.braid.project;

import dev.braid.error.ModelErrors;
import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import dev.braid.source.Column;
import dev.braid.source.FieldPath;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import dev.braid.type.Identifiers;
import dev.braid.yaml.YamlMapping;
import dev.braid.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    DeclaredColumns declared = new DeclaredColumns();
    boolean all = true;
    for (YamlNode item : items) {
      all &= problems.attempt(() -> declare(item, declared)).isPresent();
    }
    return all ? Optional.of(declared.columns()) : Optional.empty();
  }

  private static String declare(YamlNode item, DeclaredColumns declared) {
    YamlMapping yaml = item.mapping("name", "type", "path", "not_null", "description");
    YamlNode nameNode = yaml.require("name", "name: amount");
    String name = nameNode.text();
    if (!Identifiers.isValid(name)) {
      throw ModelErrors.badName(nameNode.place(), "column", name);
    }
    declared.claim(nameNode.place(), name);
    YamlNode type = yaml.require("type", "type: VARCHAR");
    Optional<YamlNode> path = yaml.find("path");
    List<String> fields = path.map(SourceReader::path).orElseGet(() -> List.of(name));
    Place place = path.map(YamlNode::place).orElseGet(nameNode::place);
    Optional<YamlNode> notNull = yaml.find("not_null");
    yaml.find("description").ifPresent(YamlNode::text);
    if (RowType.isMeant(type.text())) {
      notNull.ifPresent(
          node -> {
            throw ProjectErrors.rowNotNull(node.place(), name);
          });
      row(name, fields, type, declared);
    } else {
      boolean wanted = notNull.map(YamlNode::truth).orElse(false);
      declared.add(place, new Column(name, type(type), wanted, fields));
    }
    return name;
  }

  private static void row(String name, List<String> path, YamlNode type, DeclaredColumns declared) {
    for (RowType.Field field : RowType.fields(type.place(), type.text())) {
      String full = name + "." + String.join(".", field.path());
      List<String> fields = new ArrayList<>(path);
      fields.addAll(field.path());
      declared.claim(type.place(), full);
      declared.add(type.place(), new Column(full, field.type(), field.notNull(), fields));
    }
  }

  private static List<String> path(YamlNode node) {
    return FieldPath.parse(node.text())
        .orElseThrow(() -> ProjectErrors.badPath(node.place(), node.text()));
  }

  private static DataType type(YamlNode node) {
    String text = node.text();
    return DataType.parse(text)
        .filter(DataType::isComparable)
        .orElseThrow(() -> ModelErrors.unknownType(node.place(), text));
  }
}
