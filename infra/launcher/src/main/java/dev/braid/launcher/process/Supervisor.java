package dev.braid.launcher.process;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides when a process that died is started again: at once almost, then after ever longer waits
 * if it keeps dying. Knows no process and no clock: it is told what happened and when.
 */
public final class Supervisor {
  /**
   * How to wait.
   *
   * @param first before the first new start; doubled for each death in a row
   * @param longest never longer than this
   * @param stable who has run this long has recovered: its next death counts as the first
   */
  public record BackOff(Duration first, Duration longest, Duration stable) {
    public static final BackOff DEFAULT =
        new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(1));

    Duration after(int deathsInARow) {
      int doublings = Math.min(deathsInARow - 1, 30);
      Duration wait = first.multipliedBy(1L << doublings);
      return wait.compareTo(longest) > 0 ? longest : wait;
    }
  }

  private static final class Entry {
    private Instant startedAt;
    private Instant startAgainAt;
    private int deathsInARow;
    private int restarts;
  }

  private final BackOff backOff;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  public Supervisor(BackOff backOff) {
    this.backOff = backOff;
  }

  /** A process runs: for the first time, or again. */
  public void started(String name, Instant now) {
    Entry entry = entries.computeIfAbsent(name, n -> new Entry());
    if (entry.startAgainAt != null) {
      entry.restarts++;
    }
    entry.startedAt = now;
    entry.startAgainAt = null;
  }

  /**
   * A process ended that should run.
   *
   * @return how long to wait before it is started again
   */
  public Duration died(String name, Instant now) {
    Entry entry = entries.get(name);
    boolean hadRecovered = !now.isBefore(entry.startedAt.plus(backOff.stable()));
    entry.deathsInARow = hadRecovered ? 1 : entry.deathsInARow + 1;
    Duration wait = backOff.after(entry.deathsInARow);
    entry.startAgainAt = now.plus(wait);
    return wait;
  }

  /** A process was stopped, and is not to be started again. */
  public void stopped(String name) {
    entries.remove(name);
  }

  /** Who is to be started now. */
  public List<String> due(Instant now) {
    List<String> due = new ArrayList<>();
    entries.forEach(
        (name, entry) -> {
          if (entry.startAgainAt != null && !entry.startAgainAt.isAfter(now)) {
            due.add(name);
          }
        });
    return due;
  }

  /** When {@link #due} may next answer something; empty while all run. */
  public Optional<Instant> nextDue() {
    return entries.values().stream()
        .map(entry -> entry.startAgainAt)
        .filter(at -> at != null)
        .min(Instant::compareTo);
  }

  /** How often a process was started again. */
  public int restarts(String name) {
    Entry entry = entries.get(name);
    return entry == null ? 0 : entry.restarts;
  }
}
