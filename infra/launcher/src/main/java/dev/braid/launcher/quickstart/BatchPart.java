package dev.braid.launcher.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How many flights of each route lie in the batch view, read from its Delta table on disk: what the
 * merged answer has beyond that comes from the speed view.
 */
final class BatchPart {
  private static final String FLIGHTS =
      "SELECT origin || '-' || destination, sum(flights)::BIGINT FROM read_parquet([%s])"
          + " GROUP BY ALL";

  private final Path table;
  private long version = -1;
  private Map<String, Long> flights = Map.of();

  /**
   * A batch view on this machine's disk.
   *
   * @param table the URI of its folder
   */
  BatchPart(String table) {
    this.table = Path.of(URI.create(table));
  }

  /**
   * Flights by route, {@code SFO-JFK}.
   *
   * @param batchVersion the Delta version; negative for none, which has no flights
   */
  Map<String, Long> flights(long batchVersion) throws IOException, SQLException {
    if (batchVersion != version) {
      flights = batchVersion < 0 ? Map.of() : read(liveFiles(batchVersion));
      version = batchVersion;
    }
    return flights;
  }

  /** The files that make up a version: added by it or one before, and not removed since. */
  private Set<Path> liveFiles(long batchVersion) throws IOException {
    Set<Path> live = new LinkedHashSet<>();
    for (long commit = 0; commit <= batchVersion; commit++) {
      Path log = table.resolve("_delta_log").resolve(String.format("%020d.json", commit));
      for (String line : Files.readAllLines(log)) {
        JsonNode action = CompiledProject.json().readTree(line);
        if (action.has("remove")) {
          live.remove(file(action.get("remove")));
        }
        if (action.has("add")) {
          live.add(file(action.get("add")));
        }
      }
    }
    return live;
  }

  private Path file(JsonNode action) {
    return table.resolve(URI.create(action.path("path").asText()).getPath());
  }

  private Map<String, Long> read(Set<Path> files) throws SQLException {
    Map<String, Long> counts = new HashMap<>();
    if (files.isEmpty()) {
      return counts;
    }
    String list =
        files.stream()
            .map(file -> "'" + file.toString().replace("'", "''") + "'")
            .collect(Collectors.joining(", "));
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement();
        ResultSet rows = statement.executeQuery(String.format(FLIGHTS, list))) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counts;
  }
}
