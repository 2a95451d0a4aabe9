package dev.braid.serving.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import dev.braid.serving.error.ServingErrors;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** What DuckDB says when something goes wrong, in Braid's terms. */
final class DuckDbErrors {
  /** The errors of the macros that stand for Trino's functions: {@code trino_fail}. */
  private static final Pattern OF_MACRO =
      Pattern.compile("^.*Could not convert string 'braid: (.*)' to INT32.*$");

  private DuckDbErrors() {}

  /** DuckDB's own sentence, without the wrapping and the drawing below it. */
  static String message(SQLException e) {
    JsonNode json = json(e);
    if (json != null) {
      return firstLine(json.path("exception_message").asText());
    }
    String text = String.valueOf(e.getMessage());
    int cut = text.lastIndexOf("\nError: ");
    return firstLine(cut < 0 ? text : text.substring(cut + "\nError: ".length()));
  }

  private static String firstLine(String text) {
    int line = text.indexOf("\n\nLINE ");
    String first =
        (line < 0 ? text : text.substring(0, line)).strip().replaceAll("\\s*\n\\s*", " ");
    return OF_MACRO.matcher(first).replaceFirst("$1");
  }

  static boolean isBroken(SQLException e) {
    String text = String.valueOf(e.getMessage());
    return text.contains("database has been invalidated")
        || text.contains("FATAL Error")
        || text.contains("INTERNAL Error");
  }

  /** An error of a user's query. */
  static BraidException ofQuery(SQLException e) {
    JsonNode json = json(e);
    String type = json == null ? "" : json.path("exception_type").asText();
    String message = message(e);
    if (type.equals("Out of Memory") || message.contains("Out of Memory Error")) {
      return ServingErrors.queryMemory(message);
    }
    if (isBroken(e) || type.equals("INTERNAL") || type.equals("FATAL")) {
      return ServingErrors.engineFailed(message, e);
    }
    return ServingErrors.queryFailed(message);
  }

  private static JsonNode json(SQLException e) {
    String text = String.valueOf(e.getMessage());
    int start = text.indexOf("{\"exception_type\"");
    if (start < 0) {
      return null;
    }
    try {
      return CompiledProject.json().readTree(text.substring(start));
    } catch (JsonProcessingException notJson) {
      return null;
    }
  }
}
