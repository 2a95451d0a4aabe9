package dev.braid.serving.trino;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The queries that are put to a real Trino and to the engine, and the tables that they read. */
final class Corpus {
  static final Path FOLDER = Path.of("src/test/resources/dev/braid/serving/trino/difference");

  private static final String REFUSED = "-- refused: ";
  private static final String DIFFERS = "-- differs: ";
  private static final String WITHIN = "-- within: ";

  /**
   * One query.
   *
   * @param sql without the semicolon
   * @param refused why the engine answers with an error that Trino does not have; else null
   * @param differs why the engine's answer is another than Trino's; else null
   * @param within how far a number may be from Trino's, relatively
   */
  record Question(String topic, String sql, String refused, String differs, double within) {
    @Override
    public String toString() {
      return topic + ": " + sql.replaceAll("\\s+", " ");
    }
  }

  private Corpus() {}

  static List<Question> questions() {
    List<Question> questions = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      files
          .filter(file -> file.getFileName().toString().matches("\\d+-.*\\.sql"))
          .sorted()
          .forEach(file -> read(file, questions));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return questions;
  }

  /** What makes the tables, in Trino's SQL. */
  static List<String> tables() {
    List<Question> statements = new ArrayList<>();
    read(FOLDER.resolve("tables.sql"), statements);
    return statements.stream().map(Question::sql).toList();
  }

  private static void read(Path file, List<Question> questions) {
    String topic = file.getFileName().toString().replaceAll("^\\d+-|\\.sql$", "");
    StringBuilder sql = new StringBuilder();
    String refused = null;
    String differs = null;
    double within = Answer.EXACT;
    for (String line : lines(file)) {
      if (line.startsWith(REFUSED)) {
        refused = line.substring(REFUSED.length());
      } else if (line.startsWith(DIFFERS)) {
        differs = line.substring(DIFFERS.length());
      } else if (line.startsWith(WITHIN)) {
        within = Double.parseDouble(line.substring(WITHIN.length()));
      } else if (!line.isBlank() && !line.startsWith("--")) {
        sql.append(sql.isEmpty() ? "" : "\n").append(line);
        if (line.endsWith(";")) {
          sql.setLength(sql.length() - 1);
          questions.add(new Question(topic, sql.toString(), refused, differs, within));
          sql.setLength(0);
          refused = null;
          differs = null;
          within = Answer.EXACT;
        }
      }
    }
    if (!sql.isEmpty()) {
      throw new IllegalStateException(file + " ends within a statement: " + sql);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
