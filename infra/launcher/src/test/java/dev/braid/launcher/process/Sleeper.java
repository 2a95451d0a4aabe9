package dev.braid.launcher.process;

import java.util.concurrent.CountDownLatch;

/** Stands for a layer: runs until it is told to end. */
final class Sleeper {
  private Sleeper() {}

  public static void main(String[] args) throws InterruptedException {
    System.out.println("up " + String.join(" ", args));
    new CountDownLatch(1).await();
  }
}
