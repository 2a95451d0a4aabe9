package dev.braid.batch;

import dev.braid.batch.archive.Archived;
import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.archive.RawCommit;
import dev.braid.batch.generations.ComparisonText;
import dev.braid.batch.generations.GenerationsReport;
import dev.braid.batch.log.LogCut;
import dev.braid.batch.view.Making;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.SortedSet;

/** What a run tells the terminal: a line a step, with how much and how long it took. */
final class Progress {
  private final PrintStream out;
  private final Clock clock;
  private final Instant start;
  private Instant lap;

  Progress(PrintStream out, Clock clock) {
    this.out = out;
    this.clock = clock;
    this.start = clock.instant();
    this.lap = start;
  }

  void started(String sparkVersion) {
    line("start", "spark " + sparkVersion, "");
  }

  void waiting(String topic, SortedSet<Integer> partitions) {
    line("wait", topic, "open transactions in partitions " + partitions);
  }

  void archived(String topic, Archived<RawCommit> raw) {
    line("archive", topic, count(raw.rows(), "record"));
  }

  void decoded(String source, EventArchive.Decoded decoded) {
    String rejected = decoded.rejected().isEmpty() ? "" : ", rejected " + decoded.rejected();
    line("decode", source, count(decoded.events().rows(), "event") + rejected);
  }

  void committed(String view, long groups, BatchCommit commit, Making making) {
    line(
        "view",
        view,
        String.format(
            Locale.ROOT,
            "frontier %s  %s of %s, %s",
            commit.frontier(),
            count(groups, "group"),
            count(commit.events(), "event"),
            making));
  }

  /**
   * @param cut null if it stands where it is to stop
   */
  void stays(String view, Frontier frontier, LogCut cut) {
    line("view", view, "stays at frontier " + frontier + ": " + why(cut));
  }

  private static String why(LogCut cut) {
    if (cut == null) {
      return "that is where the generation in use stands";
    }
    return cut.blockedBy().isEmpty()
        ? "no epoch has ended since"
        : "open transactions in partitions " + cut.blockedBy() + " of " + cut.topic();
  }

  void compared(GenerationsReport.OfView view) {
    line("compare", view.view(), ComparisonText.of(view));
  }

  void announced(int views) {
    line("announce", count(views, "view"), "");
  }

  void done() {
    out.printf(Locale.ROOT, "done in %s%n", seconds(Duration.between(start, clock.instant())));
  }

  private void line(String step, String what, String result) {
    Instant now = clock.instant();
    String took = seconds(Duration.between(lap, now));
    lap = now;
    out.printf(Locale.ROOT, "%-9s %-20s %s  %s%n", step, what, result, took);
  }

  private static String count(long number, String unit) {
    return String.format(Locale.ROOT, "%,d %s%s", number, unit, number == 1 ? "" : "s");
  }

  private static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
  }
}
