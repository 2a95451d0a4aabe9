package dev.braid.yaml;

import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A value in a YAML file that knows where it stands. Reading it as something that it is not is an
 * error with that place. Needs the YAML library on the classpath, so only compilers of projects use
 * it.
 */
public final class YamlNode {
  private final TextFile file;
  private final Node node;
  private final String path;

  /**
   * @param path how messages call the value: {@code kafka.bootstrap}; empty for a whole file
   */
  YamlNode(TextFile file, Node node, String path) {
    this.file = file;
    this.node = node;
    this.path = path;
  }

  /** The one document of a file. */
  public static YamlNode parse(TextFile file) {
    return parse(file, file.text(), "");
  }

  /**
   * The one document within a file of another kind.
   *
   * @param yaml the file's text up to the document's end, blanks in place of all before it
   * @param path how messages call the document
   */
  public static YamlNode parse(TextFile file, String yaml, String path) {
    LoadSettings settings = LoadSettings.builder().setLabel(file.name()).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(yaml);
      return new YamlNode(
          file, root.orElseThrow(() -> ProjectErrors.emptyYaml(file.whole())), path);
    } catch (MarkedYamlEngineException e) {
      Place place = e.getProblemMark().map(mark -> at(file, mark)).orElseGet(file::whole);
      throw ProjectErrors.yamlSyntax(place, e.getProblem(), e);
    } catch (ReaderException e) {
      String before = yaml.substring(0, yaml.offsetByCodePoints(0, e.getPosition()));
      int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
      int lineStart = before.lastIndexOf('\n') + 1;
      Place place = file.at(line, before.codePointCount(lineStart, before.length()) + 1);
      throw ProjectErrors.forbiddenCharacter(place, e.getCodePoint());
    } catch (YamlEngineException e) {
      throw ProjectErrors.yamlSyntax(file.whole(), e.getMessage(), e);
    }
  }

  private static Place at(TextFile file, Mark mark) {
    return file.at(mark.getLine() + 1, mark.getColumn() + 1);
  }

  static Place place(TextFile file, Node node) {
    return node.getStartMark().map(mark -> at(file, mark)).orElseGet(file::whole);
  }

  public Place place() {
    return place(file, node);
  }

  /** Keys and values, of which only {@code keys} may occur. */
  public YamlMapping mapping(String... keys) {
    return YamlMapping.of(entries(), List.of(keys));
  }

  /** Keys and values, whatever the keys. */
  public YamlMapping anyMapping() {
    return YamlMapping.of(entries(), null);
  }

  private YamlMapping.Entries entries() {
    if (node.isRecursive()) {
      throw wrong("keys with values that do not contain themselves");
    }
    if (node instanceof MappingNode mapping) {
      return new YamlMapping.Entries(file, mapping, path);
    }
    throw wrong("keys with values");
  }

  public boolean isMapping() {
    return node instanceof MappingNode;
  }

  public boolean isList() {
    return node instanceof SequenceNode;
  }

  public boolean isNull() {
    return isScalar(Tag.NULL);
  }

  public boolean isTruth() {
    return isScalar(Tag.BOOL);
  }

  public boolean isNumber() {
    return isScalar(Tag.INT) || isScalar(Tag.FLOAT);
  }

  /** The items of a list of at least one. */
  public List<YamlNode> items() {
    if (!(node instanceof SequenceNode sequence) || sequence.getValue().isEmpty()) {
      throw wrong("a list of at least one");
    }
    return list();
  }

  /** The items of a list, which may be empty. */
  public List<YamlNode> list() {
    if (!(node instanceof SequenceNode sequence)) {
      throw wrong("a list");
    }
    if (node.isRecursive()) {
      throw wrong("a list that does not contain itself");
    }
    List<YamlNode> items = new ArrayList<>();
    for (Node item : sequence.getValue()) {
      items.add(new YamlNode(file, item, path + "[" + (items.size() + 1) + "]"));
    }
    return items;
  }

  public String text() {
    if (isScalar(Tag.STR)) {
      return scalar();
    }
    throw wrong(node instanceof ScalarNode && !isScalar(Tag.NULL) ? "text in quotes" : "text");
  }

  /** A text, number or truth value as it is written. */
  public String scalarText() {
    if (node instanceof ScalarNode && !isScalar(Tag.NULL)) {
      return scalar();
    }
    throw wrong("a single value");
  }

  public boolean truth() {
    if (isScalar(Tag.BOOL)) {
      return scalar().equals("true");
    }
    throw wrong("true or false");
  }

  public int integer(int least, int most) {
    if (isScalar(Tag.INT) && scalar().length() <= 10) {
      long value = Long.parseLong(scalar());
      if (value >= least && value <= most) {
        return (int) value;
      }
    }
    throw wrong("a whole number from " + least + " to " + most);
  }

  private boolean isScalar(Tag tag) {
    return node instanceof ScalarNode && node.getTag().equals(tag);
  }

  private String scalar() {
    return ((ScalarNode) node).getValue();
  }

  /** The error that the value is not what it must be. */
  public RuntimeException wrong(String wanted) {
    return ProjectErrors.wrongYaml(place(), path.isEmpty() ? "the file" : path, wanted, found());
  }

  /** What the value is, for an error. */
  public String found() {
    if (node instanceof MappingNode) {
      return "keys with values";
    }
    if (node instanceof SequenceNode sequence) {
      return sequence.getValue().isEmpty() ? "an empty list" : "a list";
    }
    if (isScalar(Tag.NULL)) {
      return "nothing";
    }
    return isScalar(Tag.STR) ? "'" + scalar() + "'" : scalar();
  }
}
