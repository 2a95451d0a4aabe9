package dev.braid.launcher.process;

import dev.braid.error.BraidException;
import dev.braid.launcher.ProjectFolder;
import java.io.IOException;
import java.nio.file.Path;

/** A second launcher, that must not get the lock. */
final class LockAttempt {
  private LockAttempt() {}

  public static void main(String[] args) throws IOException {
    try {
      new RunFiles(new ProjectFolder(Path.of(args[0]))).lock();
      System.out.println("got the lock");
    } catch (BraidException e) {
      System.out.println(e.describe());
    }
  }
}
