package dev.braid.launcher.torture;

import dev.braid.launcher.Ports;
import dev.braid.launcher.ProjectFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The project that is tortured: events of four partitions, and up to eight views that differ in all
 * but this: each counts the events of every partition and sums their values.
 */
final class ScratchProject {
  static final String TOPIC = "ticks";
  static final int PARTITIONS = 4;

  /** There are no more to choose from. */
  static final int MOST_VIEWS = 8;

  private static final String TEMPORARY = "tmp";
  private static final int FIRST_PORT = 21_000;

  private static final String INCREMENTAL = "/*---\nrefresh: incremental\n*/\n";

  /** What each view has beside count and sum. */
  private static final Map<String, String> VIEWS = new LinkedHashMap<>();

  static {
    VIEWS.put("plain", "SELECT %s FROM ticks GROUP BY p");
    VIEWS.put("merged", INCREMENTAL + "SELECT %s FROM ticks GROUP BY p");
    VIEWS.put(
        "slow_epochs",
        "/*---\nepoch: 4s\nrefresh: incremental\n*/\n"
            + "SELECT %s, bool_or(v < 0) AS negative FROM ticks GROUP BY p");
    VIEWS.put("distinct_keys", "SELECT %s, approx_distinct(k) AS ks FROM ticks GROUP BY p");
    VIEWS.put(
        "extremes",
        INCREMENTAL + "SELECT %s, min(v) AS least, max(v) AS greatest FROM ticks GROUP BY p");
    VIEWS.put(
        "kinds",
        INCREMENTAL
            + "SELECT %s, count_if(v > 0) AS positive, max_by(k, v) AS top FROM ticks GROUP BY p");
    VIEWS.put("means", INCREMENTAL + "SELECT %s, avg(v) AS mean FROM ticks GROUP BY p");
    VIEWS.put(
        "filtered",
        INCREMENTAL
            + "SELECT %s, sum(v) FILTER (WHERE k = 'k1') AS of_k1, bitwise_or_agg(v) AS bits "
            + "FROM ticks GROUP BY p");
  }

  private final ProjectFolder folder;
  private final Set<String> views;

  private ScratchProject(ProjectFolder folder, Set<String> views) {
    this.folder = folder;
    this.views = views;
  }

  Set<String> views() {
    return views;
  }

  /** What a batch run commits: raw, events and one a view. */
  int tables() {
    return 2 + views.size();
  }

  /**
   * @param count of views, from 1 to {@link #MOST_VIEWS}
   */
  static ScratchProject create(Path root, int count) throws IOException {
    Files.createDirectories(root.resolve("sources"));
    Files.createDirectories(root.resolve("views"));
    Files.createDirectories(root.resolve(TEMPORARY));
    int kafka = Ports.freeFrom(FIRST_PORT);
    Files.writeString(
        root.resolve("braid.yml"),
        """
        name: torture
        epoch: 2s
        grace: 1s
        kafka:
          embedded: {port: %d}
        serving: {port: %d}
        """
            .formatted(kafka, Ports.freeFrom(kafka + 1)));
    Files.writeString(
        root.resolve("sources/ticks.yml"),
        """
        topic: %s
        format: json
        partitions: %d
        columns:
          - {name: p, type: INTEGER, not_null: true}
          - {name: v, type: BIGINT, not_null: true}
          - {name: k, type: VARCHAR}
        """
            .formatted(TOPIC, PARTITIONS));
    Set<String> views = new LinkedHashSet<>(List.copyOf(VIEWS.keySet()).subList(0, count));
    for (String view : views) {
      Files.writeString(
          root.resolve("views/" + view + ".sql"),
          VIEWS.get(view).formatted("p, count(*) AS n, sum(v) AS s") + "\n");
    }
    return new ScratchProject(ProjectFolder.open(root), views);
  }

  /** What processes that are killed leave behind goes with the project. */
  static Path temporary(ProjectFolder folder) {
    return folder.root().resolve(TEMPORARY);
  }

  ProjectFolder folder() {
    return folder;
  }
}
