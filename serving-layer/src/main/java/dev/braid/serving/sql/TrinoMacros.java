package dev.braid.serving.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Trino's functions in DuckDB's SQL: {@code trino-macros.sql}. */
public final class TrinoMacros {
  /**
   * Each as it stands behind {@code CREATE MACRO}, in an order that needs none before it is there.
   */
  public static final List<String> ALL = read();

  private TrinoMacros() {}

  private static List<String> read() {
    try (InputStream file = TrinoMacros.class.getResourceAsStream("trino-macros.sql")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("--"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
