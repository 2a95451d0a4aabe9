package dev.braid.batch.delta;

import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.error.Failures;
import dev.braid.error.BraidException;
import java.io.FileNotFoundException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells from what Spark says of a failed read that a table's data file is damaged or missing. */
public final class DamagedFiles {
  private static final Pattern DATA_FILE =
      Pattern.compile("(?:file:)?(/\\S.*?)/(part-[^/\\s]*\\.parquet)");

  private DamagedFiles() {}

  /** The error to raise instead, which names the table; empty if it is of another kind. */
  public static Optional<BraidException> named(Exception error) {
    if (error instanceof BraidException) {
      return Optional.empty();
    }
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      Matcher file = DATA_FILE.matcher(String.valueOf(cause.getMessage()));
      if (file.find() && isReadFailure(error)) {
        return Optional.of(
            BatchErrors.tableDamaged(
                file.group(1), file.group(2) + ": " + Failures.rootMessage(error), error));
      }
    }
    return Optional.empty();
  }

  private static boolean isReadFailure(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof FileNotFoundException
          || message.contains("is not a Parquet file")
          || message.contains("rror while reading file")) {
        return true;
      }
    }
    return false;
  }
}
