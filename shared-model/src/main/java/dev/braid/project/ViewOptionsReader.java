package dev.braid.project;

import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.yaml.YamlMapping;
import dev.braid.yaml.YamlNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads the options of a view: YAML in the comment at the SQL's top that begins with {@code /*---}.
 * Other comments may stand before it.
 *
 * <pre>
 * /*---
 * description: Revenue by day
 * epoch: 10m
 * columns: {revenue: paid orders only}
 * *&#47;
 * SELECT …
 * </pre>
 */
final class ViewOptionsReader {
  private static final String START = "/*---";
  private static final String END = "*/";
  private static final List<String> REFRESHES =
      Arrays.stream(Refresh.values()).map(r -> r.name().toLowerCase(Locale.ROOT)).toList();

  /**
   * The options as they are written.
   *
   * @param epoch that overrides the project's
   */
  record Written(Optional<Duration> epoch, ViewOptions options, Map<String, Place> columnPlaces) {
    /** Refuses the description of a column that the view does not have. */
    Written check(ViewPlan plan) {
      List<String> outputs = plan.outputs().stream().map(OutputColumn::name).toList();
      columnPlaces.forEach(
          (name, place) -> {
            if (!outputs.contains(name)) {
              throw ProjectErrors.noSuchOutput(place, name, outputs);
            }
          });
      return this;
    }
  }

  private ViewOptionsReader() {}

  static Written read(TextFile view) {
    String text = view.text();
    int start = find(text);
    int end = start < 0 ? -1 : text.indexOf(END, start);
    if (end < 0 || text.substring(start, end).isBlank()) {
      return new Written(Optional.empty(), ViewOptions.NONE, Map.of());
    }
    String before = text.substring(0, start).replaceAll("[^\r\n]", " ");
    String yaml = before + text.substring(start, end);
    return read(
        YamlNode.parse(view, yaml, "options")
            .mapping("description", "owner", "epoch", "refresh", "columns"));
  }

  /** Where the options' YAML begins; negative if there are none. */
  private static int find(String text) {
    int at = 0;
    while (at < text.length()) {
      if (Character.isWhitespace(text.charAt(at))) {
        at++;
      } else if (text.startsWith("--", at)) {
        at = after(text, "\n", at);
      } else if (isStart(text, at)) {
        return at + START.length();
      } else if (text.startsWith("/*", at)) {
        at = after(text, END, at + 2);
      } else {
        return -1;
      }
    }
    return -1;
  }

  /** A row of dashes is an ornament, no options. */
  private static boolean isStart(String text, int at) {
    int next = at + START.length();
    return text.startsWith(START, at)
        && next < text.length()
        && Character.isWhitespace(text.charAt(next));
  }

  private static int after(String text, String end, int from) {
    int at = text.indexOf(end, from);
    return at < 0 ? text.length() : at + end.length();
  }

  private static Written read(YamlMapping yaml) {
    Map<String, String> descriptions = new TreeMap<>();
    Map<String, Place> places = new TreeMap<>();
    yaml.find("columns")
        .map(YamlNode::anyMapping)
        .ifPresent(
            columns ->
                columns
                    .values()
                    .forEach(
                        (name, description) -> {
                          descriptions.put(name, description.text());
                          places.put(name, columns.placeOf(name));
                        }));
    ViewOptions options =
        new ViewOptions(
            yaml.find("description").map(YamlNode::text).orElse(null),
            yaml.find("owner").map(YamlNode::text).orElse(null),
            yaml.find("refresh").map(ViewOptionsReader::refresh).orElse(Refresh.FULL),
            descriptions);
    return new Written(yaml.find("epoch").map(SettingsReader::epoch), options, places);
  }

  private static Refresh refresh(YamlNode node) {
    int index = REFRESHES.indexOf(node.text());
    if (index < 0) {
      throw ProjectErrors.unknownRefresh(node.place(), node.text(), REFRESHES);
    }
    return Refresh.values()[index];
  }
}
