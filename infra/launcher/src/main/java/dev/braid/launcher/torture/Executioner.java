package dev.braid.launcher.torture;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Carries the blows out, in their order and at their times; a pause ends while others begin. */
final class Executioner implements AutoCloseable {
  private static final Duration VICTIM_PATIENCE = Duration.ofMinutes(2);
  private static final long ASK_EVERY_MILLIS = 50;

  /** Who is late does not make up for it at once. */
  private static final long LEAST_GAP_MILLIS = 1_000;

  private final RunningProject running;
  private final BatchRuns batch;
  private final Ledger ledger;
  private final ScheduledExecutorService pauses = Executors.newSingleThreadScheduledExecutor();

  Executioner(RunningProject running, BatchRuns batch, Ledger ledger) {
    this.running = running;
    this.batch = batch;
    this.ledger = ledger;
  }

  void carryOut(List<Blow> blows) throws InterruptedException {
    long at = System.currentTimeMillis();
    for (Blow blow : blows) {
      at += blow.after().toMillis();
      TimeUnit.MILLISECONDS.sleep(Math.max(LEAST_GAP_MILLIS, at - System.currentTimeMillis()));
      try {
        strike(blow);
      } catch (IOException e) {
        ledger.violated(blow + " cannot be done: " + e);
      }
    }
  }

  private void strike(Blow blow) throws IOException, InterruptedException {
    if (blow.victim().isSpark()) {
      batch.strike(blow);
      return;
    }
    long deadline = System.currentTimeMillis() + VICTIM_PATIENCE.toMillis();
    while (System.currentTimeMillis() < deadline) {
      Optional<ProcessHandle> victim = running.process(blow);
      if (victim.isPresent() && strike(blow, victim.get())) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
    }
    ledger.violated("there is no " + blow.process() + " any more, so it cannot be struck");
  }

  /** False if it was gone just then. */
  private boolean strike(Blow blow, ProcessHandle victim) throws IOException, InterruptedException {
    if (!blow.isKill()) {
      if (!Signals.STOP.send(victim)) {
        return false;
      }
      ScheduledFuture<?> unused =
          pauses.schedule(() -> goOn(blow, victim), blow.pause().toMillis(), TimeUnit.MILLISECONDS);
      return true;
    }
    if (blow.victim() == Victim.LAUNCHER) {
      running.launcherIsStruck();
    }
    if (!Signals.KILL.send(victim)) {
      return false;
    }
    ledger.struck(blow, System.currentTimeMillis());
    return true;
  }

  private void goOn(Blow blow, ProcessHandle victim) {
    try {
      // Somebody else may have killed it meanwhile: then there is nothing to go on.
      Signals.CONT.send(victim);
    } catch (IOException e) {
      ledger.violated(blow + " cannot be ended: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    ledger.struck(blow, System.currentTimeMillis());
  }

  /** Returns once no victim is paused any more. */
  @Override
  public void close() {
    pauses.shutdown();
    try {
      if (!pauses.awaitTermination(1, TimeUnit.MINUTES)) {
        ledger.violated("a pause has not ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
