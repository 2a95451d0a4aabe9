package dev.braid.launcher.torture;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.process.LogTail;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.launcher.text.Durations;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs a project, loads it, reads it, strikes it by the schedule, and says what came of it. */
public final class Torture {
  /**
   * What to do.
   *
   * @param time over which the kills are spread; the run itself takes longer
   * @param perSecond events written
   */
  public record Wishes(long seed, int kills, Duration time, int perSecond, int readers) {}

  private static final int TASK_MANAGERS = 2;
  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final Duration SPARK_PATIENCE = Duration.ofMinutes(10);
  private static final Duration COMPLETE_PATIENCE = Duration.ofMinutes(2);
  private static final long ASK_EVERY_MILLIS = 100;
  private static final int TAIL = 5;

  private final Distribution distribution;
  private final ProjectFolder folder;
  private final CompiledProject project;
  private final Wishes wishes;
  private final Consumer<String> say;
  private final Ledger ledger;

  private Torture(ScratchProject scratch, Wishes wishes, Consumer<String> say) throws IOException {
    this.distribution = Distribution.installed();
    this.folder = scratch.folder();
    this.project = Projects.compile(folder);
    this.wishes = wishes;
    this.say = say;
    this.ledger = new Ledger(ScratchProject.PARTITIONS, ScratchProject.views(), say);
  }

  /**
   * One run from beginning to end.
   *
   * @param root an empty folder for the scratch project
   * @return whether all kills came about and nothing was violated
   */
  public static boolean run(Path root, Wishes wishes, Consumer<String> say) throws Exception {
    return new Torture(ScratchProject.create(root), wishes, say).run();
  }

  private boolean run() throws IOException, InterruptedException {
    long began = System.nanoTime();
    List<PollingReader> readers = new ArrayList<>();
    int failedRuns;
    int goodRuns;
    ServingClient serving = ServingClient.of(project);
    try (RunningProject running = new RunningProject(distribution, folder, serving, TASK_MANAGERS, ledger);
        LogReader log = new LogReader(project.kafka(), ledger)) {
      running.start();
      if (!await(START_PATIENCE, running::isReady)) {
        Path upLog = RunningProject.log(folder);
        throw LauncherErrors.notReady(
            "serving", Durations.brief(START_PATIENCE), upLog, LogTail.lines(upLog, TAIL));
      }
      log.start();
      for (int reader = 0; reader < wishes.readers(); reader++) {
        readers.add(new PollingReader(reader, project, ledger));
      }
      readers.forEach(PollingReader::start);
      try (BatchRuns batch = new BatchRuns(distribution, folder, ledger)) {
        EventStream events = new EventStream(project.kafka(), wishes.perSecond(), ledger);
        try (events) {
          events.start();
          batch.start();
          strikeAll(running, batch);
        }
        failedRuns = batch.failed();
        goodRuns = batch.succeeded();
      }
      ledger.closing();
      await(COMPLETE_PATIENCE, () -> ledger.isComplete() && ledger.unrecovered().isEmpty());
      for (PollingReader reader : readers) {
        reader.close();
      }
    }
    ledger.close(wishes.kills());
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    say.accept("");
    ledger.table().forEach(say);
    say.accept("");
    say.accept(
        String.format(
            "%s; %s; %d batch runs to their end, %d ended early by what was struck beside them",
            Durations.brief(took), ledger.load(), goodRuns, failedRuns));
    say.accept(ledger.summary(wishes.seed()));
    return ledger.violations() == 0;
  }

  private void strikeAll(RunningProject running, BatchRuns batch) throws InterruptedException {
    requireSuccess(batch, 1, "before the first kill");
    List<Blow> blows =
        KillSchedule.of(
            wishes.seed(), wishes.kills(), wishes.time(), TASK_MANAGERS, ScratchProject.TABLES);
    say.accept(
        blows.size() + " kills in " + Durations.brief(wishes.time()) + ", seed " + wishes.seed());
    ledger.begins(System.currentTimeMillis());
    try (Executioner executioner = new Executioner(running, batch, ledger)) {
      executioner.carryOut(blows);
    }
    if (!await(SPARK_PATIENCE, () -> !batch.hasBlowsDue())) {
      ledger.violated("batch runs do not come to their kill points");
    }
    requireSuccess(batch, batch.succeeded() + 1, "after the last kill");
  }

  private void requireSuccess(BatchRuns batch, int runs, String when) throws InterruptedException {
    if (!await(START_PATIENCE, () -> batch.succeeded() >= runs)) {
      ledger.violated(
          "no batch run came to its end "
              + when
              + "; the log ends with "
              + LogTail.lines(folder.log("batch"), TAIL));
    }
  }

  private static boolean await(Duration patience, BooleanSupplier condition)
      throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(ASK_EVERY_MILLIS);
    }
    return true;
  }
}
