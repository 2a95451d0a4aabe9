package dev.braid.speed;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.flink.streaming.api.graph.StreamEdge;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.graph.StreamingJobGraphGenerator;

/**
 * A job graph as a table whose first column is the tree of its operators, from the sources on. An
 * operator with several inputs stands whole under the first and is named under the others.
 */
final class JobDrawing {
  private record Line(String operator, String subtasks, String records) {}

  private static final List<Line> HEADER =
      List.of(new Line("operator", "subtasks", "its records come"));

  private final StreamGraph graph;
  private final List<Line> lines = new ArrayList<>(HEADER);
  private final Set<Integer> drawn = new HashSet<>();

  private JobDrawing(StreamGraph graph) {
    this.graph = graph;
  }

  static List<String> of(StreamGraph graph) {
    JobDrawing drawing = new JobDrawing(graph);
    drawing.draw();
    return drawing.aligned();
  }

  /** The source that most goes on from comes first. */
  private void draw() {
    graph.getStreamNodes().stream()
        .filter(node -> node.getInEdges().isEmpty())
        .sorted(
            Comparator.comparing((StreamNode node) -> -reach(node, new HashSet<>()))
                .thenComparing(StreamNode::getId))
        .forEach(source -> draw(source, "", "", "from its topic"));
  }

  private int reach(StreamNode node, Set<Integer> seen) {
    if (seen.add(node.getId())) {
      node.getOutEdges().forEach(edge -> reach(target(edge), seen));
    }
    return seen.size();
  }

  private StreamNode target(StreamEdge edge) {
    return graph.getStreamNode(edge.getTargetId());
  }

  private void draw(StreamNode node, String branch, String indent, String records) {
    if (!drawn.add(node.getId())) {
      lines.add(new Line(branch + node.getOperatorName(), "as above", records));
      return;
    }
    String subtasks = Integer.toString(node.getParallelism());
    lines.add(new Line(branch + node.getOperatorName(), subtasks, records));
    List<StreamEdge> edges = node.getOutEdges();
    for (int i = 0; i < edges.size(); i++) {
      boolean last = i == edges.size() - 1;
      StreamEdge edge = edges.get(i);
      draw(
          target(edge),
          indent + (last ? "└─ " : "├─ "),
          indent + (last ? "   " : "│  "),
          records(edge));
    }
  }

  private String records(StreamEdge edge) {
    String how = edge.getPartitioner().toString();
    return switch (how) {
      case "FORWARD" ->
          StreamingJobGraphGenerator.isChainable(edge, graph)
              ? "forward, in the same thread"
              : "forward, subtask to subtask";
      case "HASH" -> "hash by group key";
      case "BROADCAST" -> "broadcast to all subtasks";
      case "REBALANCE" -> "in turn to all subtasks";
      default -> how;
    };
  }

  private List<String> aligned() {
    int operator = width(lines.stream().map(Line::operator).toList());
    int subtasks = width(lines.stream().map(Line::subtasks).toList());
    String format = "%-" + operator + "s  %" + subtasks + "s  %s";
    return lines.stream()
        .map(line -> format.formatted(line.operator(), line.subtasks(), line.records()))
        .toList();
  }

  private static int width(List<String> cells) {
    return cells.stream().mapToInt(String::length).max().orElse(0);
  }
}
