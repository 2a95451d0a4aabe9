package dev.braid.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** A speed layer as its main class runs it, until it ends by itself or is stopped. */
final class SpeedThread implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final Thread thread;

  private SpeedThread(CompiledProject project, Path state) {
    this.thread =
        new Thread(
            () -> {
              try {
                SpeedStart.of(project, RunningSpeed.settings(state))
                    .run(new PrintStream(said, true, StandardCharsets.UTF_8));
                end.complete(null);
              } catch (Throwable e) {
                end.completeExceptionally(e);
              }
            },
            "speed");
  }

  static SpeedThread start(CompiledProject project, Path state) {
    SpeedThread started = new SpeedThread(project, state);
    started.thread.start();
    return started;
  }

  SpeedThread awaitRunning() {
    await()
        .atMost(PATIENCE)
        .until(() -> said.toString(StandardCharsets.UTF_8).startsWith("speed layer running: "));
    return this;
  }

  /** What it ends with by itself. */
  BraidException awaitError() throws Exception {
    try {
      end.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      throw new AssertionError("it ended without an error");
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isInstanceOf(BraidException.class);
      return (BraidException) e.getCause();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
