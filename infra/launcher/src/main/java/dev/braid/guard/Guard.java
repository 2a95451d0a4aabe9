package dev.braid.guard;

import java.io.IOException;
import java.io.InputStream;

/**
 * An agent in every process that the launcher starts. The launcher holds the other end of standard
 * input: when it is gone, however it went, the pipe ends and so does this process.
 */
public final class Guard {
  private static final long PATIENCE_MILLIS = 15_000;
  private static final int STATUS = 143;

  private Guard() {}

  @SuppressWarnings("unused") // called by the JVM, for -javaagent
  public static void premain(String arguments) {
    InputStream launcher = System.in;
    daemon("launcher-watch", () -> watch(launcher));
  }

  private static void watch(InputStream launcher) {
    try {
      while (launcher.read() >= 0) {
        continue;
      }
    } catch (IOException e) {
      System.err.println("launcher-watch: " + e);
    }
    daemon("launcher-watch-halt", Guard::haltIfStuck);
    System.exit(STATUS);
  }

  /** Shutdown hooks may hang; nothing may outlive the launcher for long. */
  private static void haltIfStuck() {
    try {
      Thread.sleep(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(STATUS);
  }

  private static void daemon(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }
}
