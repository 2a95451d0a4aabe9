package dev.braid.launcher.torture;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * All that is known of one run. What its threads see comes together here: the log, what was
 * acknowledged, the answers, the blows.
 */
final class Ledger {
  private static final int VIOLATIONS_SHOWN = 20;

  private final int partitions;
  private final Set<String> views;
  private final Consumer<String> say;
  private final Oracle oracle;
  private final Acknowledged acknowledged;
  private final Recoveries recoveries;
  private final Tally tally = new Tally();
  private final Set<String> answered = new HashSet<>();
  private final Set<String> complete = new HashSet<>();

  private long began;
  private boolean closing;
  private long readings;
  private long unanswered;
  private long violations;
  private long staleness;

  /**
   * @param say told of each recovery and violation as it comes
   */
  Ledger(int partitions, Set<String> views, Consumer<String> say) {
    this.partitions = partitions;
    this.views = Set.copyOf(views);
    this.say = say;
    this.oracle = new Oracle(partitions, this::violated);
    this.acknowledged = new Acknowledged(partitions);
    this.recoveries = new Recoveries(views);
  }

  /** From now on, blows are timed. */
  synchronized void begins(long now) {
    began = now;
  }

  synchronized void logged(int partition, long value) {
    oracle.logged(partition, value);
  }

  synchronized void acknowledged(int partition, long offset, long now) {
    acknowledged.acknowledged(partition, offset, now);
  }

  /** An answer; it is judged at once, and nothing of it but its counts is kept. */
  synchronized void answered(Reading reading) {
    readings++;
    if (!reading.rows().isEmpty()) {
      answered.add(reading.view());
    }
    oracle.answered(reading);
    staleness = Math.max(staleness, acknowledged.staleness(reading));
    for (Recoveries.Recovered recovered : recoveries.answered(reading)) {
      tally.recovered(recovered);
      say.accept(line(recovered, reading.at()));
    }
    if (closing && countsAll(reading)) {
      complete.add(reading.view());
    }
  }

  private String line(Recoveries.Recovered recovered, long now) {
    return String.format(
        "%4d  at %5s s  %-46s recovered in %s s",
        recovered.blow().number(),
        (now - recovered.millis() - began) / 1000,
        recovered.blow(),
        Tally.seconds(recovered.millis()));
  }

  private boolean countsAll(Reading reading) {
    long[] counts = acknowledged.counts();
    for (int p = 0; p < partitions; p++) {
      if (reading.row(p).count() != counts[p] || oracle.length(p) != counts[p]) {
        return false;
      }
    }
    return true;
  }

  /** A reader got none: nobody there, or not ready yet. */
  synchronized void unanswered() {
    unanswered++;
  }

  synchronized void struck(Blow blow, long now) {
    tally.struck(blow);
    recoveries.struck(blow, now, acknowledged.counts());
  }

  /** Something that must not be. */
  synchronized void violated(String what) {
    violations++;
    if (violations <= VIOLATIONS_SHOWN) {
      say.accept("VIOLATION: " + what);
    }
  }

  /** Whether every view has answered, and something was counted. */
  synchronized boolean hasAnswersOfAll() {
    return answered.equals(views);
  }

  synchronized List<Blow> unrecovered() {
    return recoveries.open();
  }

  synchronized long violations() {
    return violations;
  }

  /** No more events come. */
  synchronized void closing() {
    closing = true;
  }

  /** Whether every view has answered with every event acknowledged. */
  synchronized boolean isComplete() {
    return closing && complete.equals(views);
  }

  /** The last judgements, when no more answers and no more of the log come. */
  synchronized void close(int blowsWanted) {
    oracle.close();
    if (!isComplete()) {
      Set<String> missing = new TreeSet<>(views);
      missing.removeAll(complete);
      violated(
          "not every acknowledged event is counted in time by "
              + missing
              + "; acknowledged by partition: "
              + Arrays.toString(acknowledged.counts()));
    }
    recoveries.open().forEach(blow -> violated("not recovered from: " + blow));
    if (tally.blows() < blowsWanted) {
      violated(tally.blows() + " of " + blowsWanted + " kills in the time given");
    }
  }

  synchronized List<String> table() {
    return tally.table();
  }

  synchronized String summary(long seed) {
    return "torture: "
        + tally.blows()
        + " kills, "
        + oracle.handOffs()
        + " hand-offs, "
        + readings
        + " reads, "
        + violations
        + " violations, recovery p50/p99/max "
        + tally.recovery()
        + ", staleness max "
        + Tally.seconds(staleness)
        + " s, seed "
        + seed;
  }

  /** Beside the summary: what was not answered, and what was written. */
  synchronized String load() {
    return Arrays.stream(acknowledged.counts()).sum()
        + " events acknowledged; "
        + unanswered
        + " requests found serving away or not ready";
  }
}
