package dev.braid.batch.error;

import dev.braid.error.BraidException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/** How a main class of the batch layer ends that could not do its work. */
public final class Failures {
  private Failures() {}

  /**
   * Says on standard error what is wrong: of an unexpected error a line, and all in a file.
   *
   * @param details that file
   * @param unexpected makes an error of the root cause's message
   * @return the exit status
   */
  public static int explain(
      Exception error, Path details, Function<String, BraidException> unexpected) {
    BraidException explained;
    if (error instanceof BraidException expected) {
      explained = expected;
    } else {
      write(error, details);
      explained = unexpected.apply(rootMessage(error));
    }
    System.err.println(explained.describe());
    return explained.kind().exitStatus();
  }

  /** The disk may be full, which may be why there is something to explain. */
  private static void write(Exception error, Path details) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace));
    try {
      Files.createDirectories(details.getParent());
      Files.writeString(details, trace.toString());
    } catch (IOException e) {
      System.err.println("the details cannot be written: " + rootMessage(e));
    }
  }

  /** The first line of what the first of all causes says. */
  public static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String why = root.getMessage() == null ? root.toString() : root.getMessage();
    return why.lines().findFirst().orElse(why);
  }
}
