package dev.braid.yaml;

import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys with values, each key known and given once. */
public final class YamlMapping {
  record Entries(TextFile file, MappingNode node, String path) {}

  private final Place place;
  private final String path;
  private final Map<String, YamlNode> values = new LinkedHashMap<>();
  private final Map<String, Place> keys = new HashMap<>();

  private YamlMapping(Entries entries) {
    this.place = YamlNode.place(entries.file(), entries.node());
    this.path = entries.path();
  }

  /**
   * @param known the keys that may occur; null if any may
   */
  static YamlMapping of(Entries entries, Collection<String> known) {
    YamlMapping mapping = new YamlMapping(entries);
    TextFile file = entries.file();
    for (NodeTuple entry : FlowCommas.joined(entries.node().getValue())) {
      Place at = YamlNode.place(file, entry.getKeyNode());
      String key = key(entry.getKeyNode(), at);
      if (known != null && !known.contains(key)) {
        throw ProjectErrors.unknownKey(at, key, known);
      }
      String path = mapping.path.isEmpty() ? key : mapping.path + "." + key;
      if (mapping.values.put(key, new YamlNode(file, entry.getValueNode(), path)) != null) {
        throw ProjectErrors.duplicateKey(at, key);
      }
      mapping.keys.put(key, at);
    }
    return mapping;
  }

  private static String key(Node node, Place at) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw ProjectErrors.wrongYaml(at, "a key", "text", "something else");
  }

  public Place place() {
    return place;
  }

  public Optional<YamlNode> find(String key) {
    return Optional.ofNullable(values.get(key));
  }

  /**
   * The key's value.
   *
   * @param example how the key could be written, for the error if it is missing
   */
  public YamlNode require(String key, String example) {
    return find(key).orElseThrow(() -> ProjectErrors.missingKey(place, key, example));
  }

  /** Where a key that is there stands. */
  public Place placeOf(String key) {
    return keys.get(key);
  }

  public Map<String, YamlNode> values() {
    return values;
  }
}
