package dev.braid.endtoend;

import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What the example's views must answer: DuckDB over the events' own JSON lines, by SQL that was
 * written for DuckDB.
 */
final class CityProof {
  private final CompiledProject project;
  private final Path sql;
  private final Path work;

  /**
   * A proof of no events yet.
   *
   * @param sql the example's folder {@code proof}
   * @param work where the lines are written
   */
  CityProof(CompiledProject project, Path sql, Path work) {
    this.project = project;
    this.sql = sql;
    this.work = work;
  }

  /** Each view's comparison with what it must answer over these events. */
  List<CityComparison> expect(List<CityEvents.Event> events) throws IOException, SQLException {
    try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duckdb.createStatement()) {
      statement.execute("SET TimeZone = 'UTC'");
      for (Source source : project.sourcesInUse()) {
        Path lines = work.resolve(source.name() + ".jsonl");
        Files.write(
            lines,
            events.stream()
                .filter(event -> event.good() && event.source().equals(source.name()))
                .map(CityEvents.Event::json)
                .toList());
        statement.execute("SET VARIABLE events = '" + lines + "'");
        String select = Files.readString(sql.resolve("tables/" + source.name() + ".sql"));
        statement.execute("CREATE TABLE " + source.name() + " AS " + select);
      }
      List<CityComparison> comparisons = new ArrayList<>();
      for (ViewDefinition view : project.views()) {
        String select = Files.readString(sql.resolve(view.name() + ".sql"));
        try (ResultSet rows = statement.executeQuery(select)) {
          comparisons.add(CityComparison.expecting(view, rows));
        } catch (SQLException e) {
          throw new SQLException("proof of " + view.name() + ": " + e.getMessage(), e);
        }
      }
      return comparisons;
    }
  }
}
