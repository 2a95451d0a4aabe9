package dev.braid.serving.trino;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Trino's answers, kept in a file: a line of JSON for each query. */
final class RecordedAnswers {
  private static final Path FILE = Corpus.FOLDER.resolve("answers.jsonl");

  private RecordedAnswers() {}

  static Map<String, Answer> read() throws IOException {
    Map<String, Answer> answers = new LinkedHashMap<>();
    if (Files.exists(FILE)) {
      for (String line : Files.readAllLines(FILE)) {
        Map<String, Object> entry = Answer.json().readValue(line, new TypeReference<>() {});
        String sql = (String) entry.remove("sql");
        answers.put(sql, Answer.json().convertValue(entry, Answer.class));
      }
    }
    return answers;
  }

  private record Line(String sql, @JsonUnwrapped Answer answer) {}

  static void write(Map<String, Answer> answers) throws IOException {
    List<String> lines = new ArrayList<>();
    for (Map.Entry<String, Answer> entry : answers.entrySet()) {
      lines.add(Answer.json().writeValueAsString(new Line(entry.getKey(), entry.getValue())));
    }
    Files.write(FILE, lines);
  }
}
