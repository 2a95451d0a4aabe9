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
   * @param views from 1 to 8; a hand-off is a view's
   */
  public record Wishes(
      long seed, int kills, Duration time, int perSecond, int readers, int views) {}

  private static final int TASK_MANAGERS = 2;
  private static final Duration START_PATIENCE = Duration.ofMinutes(4);
  private static final Duration SPARK_PATIENCE = Duration.ofMinutes(5);
  private static final Duration COMPLETE_PATIENCE = Duration.ofMinutes(2);
  private static final long ASK_EVERY_MILLIS = 100;
  private static final int TAIL = 5;

  private final Distribution distribution;
  private final ScratchProject scratch;
  private final ProjectFolder folder;
  private final CompiledProject project;
  private final Wishes wishes;
  private final Consumer<String> say;
  private final Ledger ledger;

  private Torture(ScratchProject scratch, Wishes wishes, Consumer<String> say) throws IOException {
    this.distribution = Distribution.installed();
    this.scratch = scratch;
    this.folder = scratch.folder();
    this.project = Projects.compile(folder);
    this.wishes = wishes;
    this.say = say;
    this.ledger = new Ledger(ScratchProject.PARTITIONS, scratch.views(), say);
  }

  /**
   * One run from beginning to end.
   *
   * @param root an empty folder for the scratch project
   * @return whether all kills came about and nothing was violated
   */
  public static boolean run(Path root, Wishes wishes, Consumer<String> say) throws Exception {
    return new Torture(ScratchProject.create(root, wishes.views()), wishes, say).run();
  }

  private boolean run() throws IOException, InterruptedException {
    long began = System.nanoTime();
    ServingClient serving = ServingClient.of(project);
    try (RunningProject running =
        new RunningProject(distribution, folder, serving, TASK_MANAGERS, ledger)) {
      running.start();
      if (!await(START_PATIENCE, running::isReady)) {
        Path upLog = RunningProject.log(folder);
        throw LauncherErrors.notReady(
            "serving", Durations.brief(START_PATIENCE), upLog, LogTail.lines(upLog, TAIL));
      }
      List<PollingReader> readers = new ArrayList<>();
      for (int number = 1; number <= wishes.readers(); number++) {
        readers.add(new PollingReader(number, project, scratch.views(), ledger));
      }
      try (LogReader log = new LogReader(project.kafka(), ledger)) {
        log.start();
        readers.forEach(PollingReader::start);
        strikeUnderLoad(running);
        ledger.closing();
        await(COMPLETE_PATIENCE, () -> ledger.isComplete() && ledger.unrecovered().isEmpty());
      } finally {
        readers.forEach(PollingReader::close);
      }
    }
    ledger.close(wishes.kills());
    report(Duration.ofNanos(System.nanoTime() - began));
    return ledger.violations() == 0;
  }

  /** Returns with the log at its end, and with no batch run going on. */
  private void strikeUnderLoad(RunningProject running) throws InterruptedException {
    try (BatchRuns batch = new BatchRuns(distribution, folder, ledger)) {
      try (EventStream events = new EventStream(project.kafka(), wishes.perSecond(), ledger)) {
        events.start();
        batch.start();
        strikeAll(running, batch);
      }
      say.accept("");
      say.accept(
          batch.succeeded()
              + " batch runs came to their end, "
              + batch.failed()
              + " did not because of what was struck beside them");
    }
  }

  private void strikeAll(RunningProject running, BatchRuns batch) throws InterruptedException {
    if (!await(START_PATIENCE, ledger::hasAnswersOfAll)) {
      ledger.violated("the views do not answer");
    }
    List<Blow> blows =
        KillSchedule.of(
            wishes.seed(), wishes.kills(), wishes.time(), TASK_MANAGERS, scratch.tables());
    say.accept(
        blows.size() + " kills in " + Durations.brief(wishes.time()) + ", seed " + wishes.seed());
    ledger.begins(System.currentTimeMillis());
    try (Executioner executioner = new Executioner(running, batch, ledger)) {
      executioner.carryOut(blows);
    }
    if (!await(SPARK_PATIENCE.multipliedBy(1 + batch.blowsDue()), () -> batch.blowsDue() == 0)) {
      ledger.violated("batch runs do not come to their kill points");
    }
    int before = batch.succeeded();
    if (!await(START_PATIENCE, () -> batch.succeeded() > before)) {
      ledger.violated(
          "no batch run came to its end after the last kill; the log ends with "
              + LogTail.lines(folder.log("batch"), TAIL));
    }
  }

  private void report(Duration took) {
    ledger.table().forEach(say);
    say.accept("");
    say.accept(Durations.brief(took) + "; " + ledger.load());
    say.accept(ledger.summary(wishes.seed()));
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
