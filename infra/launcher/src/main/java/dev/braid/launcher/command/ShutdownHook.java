package dev.braid.launcher.command;

import dev.braid.error.BraidException;
import java.io.IOException;

/** What must be done however this process is told to end. */
final class ShutdownHook {
  /** A part that may fail to close. */
  interface Part {
    void close() throws IOException;
  }

  private ShutdownHook() {}

  static void closing(Part part) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    part.close();
                  } catch (IOException e) {
                    System.err.println("braid: while stopping: " + e.getMessage());
                  } catch (BraidException e) {
                    System.err.println("braid: while stopping: " + e.describe());
                  }
                },
                "stop"));
  }
}
