package dev.braid.launcher.torture;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.process.LayerCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Batch runs, one after another. A blow that is due at one strikes the next that starts; a run that
 * is to die is followed by one that is not, so that views move all the time.
 */
final class BatchRuns implements AutoCloseable {
  /** Runs this short end before compiled code, of Java or of a plan, pays. */
  private static final List<String> SHORT_RUN =
      List.of(
          "-Xmx1g",
          "-XX:TieredStopAtLevel=1",
          "-Dspark.sql.shuffle.partitions=1",
          "-Dspark.sql.adaptive.enabled=false",
          "-Dspark.sql.codegen.wholeStage=false");

  private static final long PAUSE_MILLIS = 500;
  private static final String AT_KILL_POINT = "at kill point ";

  /** What a run ends with that found something away, or that an expected error has ended. */
  private static final int UNAVAILABLE = 4;

  private static final int INTERNAL = 70;

  private final Distribution distribution;
  private final ProjectFolder folder;
  private final Ledger ledger;
  private final Queue<Blow> due = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::runAll, "batch-runs");
  private volatile boolean ended;
  private volatile Process running;
  private final AtomicInteger succeeded = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  BatchRuns(Distribution distribution, ProjectFolder folder, Ledger ledger) {
    this.distribution = distribution;
    this.folder = folder;
    this.ledger = ledger;
  }

  void start() {
    thread.start();
  }

  /** The next run that can shall die so. */
  void strike(Blow blow) {
    due.add(blow);
  }

  /** Those that no run has come to yet. */
  int blowsDue() {
    return due.size();
  }

  int succeeded() {
    return succeeded.get();
  }

  /** Runs that ended by themselves without success, because of what was struck beside them. */
  int failed() {
    return failed.get();
  }

  private void runAll() {
    boolean mayDie = true;
    try {
      while (!ended) {
        if (folder.generations().read().isPresent()) {
          Blow blow = mayDie ? due.peek() : null;
          run(blow);
          mayDie = blow == null;
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    } catch (IOException e) {
      ledger.violated("a batch run cannot be started: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(Blow blow) throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(SHORT_RUN);
    options.add("-Djava.io.tmpdir=" + ScratchProject.temporary(folder));
    if (blow != null) {
      options.add("-Dbraid.batch.killPoint=" + blow.killOrder());
    }
    Process process =
        LayerCommand.batch(folder, plan(), List.of("--wait", "2s"))
            .with(options)
            .toProcess(distribution, folder, System.getenv())
            .redirectErrorStream(true)
            .start();
    running = process;
    boolean killed = follow(process, blow);
    int status = process.waitFor();
    if (!killed && !ended) {
      count(status);
    }
  }

  private Path plan() {
    return folder.generations().plan(folder.generations().read().orElseThrow().current());
  }

  private void count(int status) {
    if (status == 0) {
      succeeded.incrementAndGet();
    } else {
      failed.incrementAndGet();
      if (status != UNAVAILABLE && status != INTERNAL) {
        ledger.violated("a batch run ended with status " + status + ", see " + log());
      }
    }
  }

  /** Returns whether the run was killed where it should. */
  private boolean follow(Process process, Blow blow) throws IOException, InterruptedException {
    boolean killed = false;
    try (BufferedReader output =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        BufferedWriter log =
            Files.newBufferedWriter(log(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        log.write(line);
        log.newLine();
        log.flush();
        if (blow != null && line.equals(AT_KILL_POINT + blow.killOrder())) {
          killed = Signals.KILL.send(process.toHandle());
          ledger.struck(blow, System.currentTimeMillis());
          due.remove(blow);
        }
      }
    }
    return killed;
  }

  private Path log() {
    return folder.log("batch");
  }

  @Override
  public void close() {
    ended = true;
    Process last = running;
    if (last != null) {
      last.destroyForcibly();
    }
    Ending.of(thread);
  }
}
