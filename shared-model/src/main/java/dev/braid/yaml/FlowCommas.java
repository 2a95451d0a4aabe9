package dev.braid.yaml;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * In {@code {name: amount, type: DECIMAL(18,2)}} YAML's comma ends the value inside the brackets
 * and makes {@code 2)} a key of its own. Nobody means that: such entries are one again here.
 */
final class FlowCommas {
  private FlowCommas() {}

  static List<NodeTuple> joined(List<NodeTuple> entries) {
    List<NodeTuple> joined = new ArrayList<>();
    for (NodeTuple entry : entries) {
      int last = joined.size() - 1;
      if (last >= 0 && isOpen(joined.get(last).getValueNode()) && isKeyAlone(entry)) {
        joined.set(last, join(joined.get(last), (ScalarNode) entry.getKeyNode()));
      } else {
        joined.add(entry);
      }
    }
    return joined;
  }

  private static boolean isOpen(Node value) {
    return value instanceof ScalarNode scalar
        && scalar.isPlain()
        && count(scalar.getValue(), '(') > count(scalar.getValue(), ')');
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  private static boolean isKeyAlone(NodeTuple entry) {
    return entry.getKeyNode() instanceof ScalarNode key
        && key.isPlain()
        && entry.getValueNode() instanceof ScalarNode value
        && value.getValue().isEmpty();
  }

  private static NodeTuple join(NodeTuple entry, ScalarNode rest) {
    ScalarNode start = (ScalarNode) entry.getValueNode();
    ScalarNode whole =
        new ScalarNode(
            Tag.STR,
            true,
            start.getValue() + "," + rest.getValue(),
            ScalarStyle.PLAIN,
            start.getStartMark(),
            rest.getEndMark());
    return new NodeTuple(entry.getKeyNode(), whole);
  }
}
