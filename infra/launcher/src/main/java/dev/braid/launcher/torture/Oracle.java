package dev.braid.launcher.torture;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Holds every answer against the log. An answer (count n, checksum s) of a partition is right only
 * if s is the sum of the partition's first n values, and every value is different and of either
 * sign: a lost, a doubled and a foreign event all show. Counts do not fall for a reader, nor do
 * batch versions, unless the answer says of itself that it had to go back. What an answer counts
 * beyond the log as it is known here is judged when the log has been read so far.
 */
final class Oracle {
  /** What an answer says whose counts may be lower than before. */
  private static final List<String> WENT_BACK =
      List.of("more than one batch version behind", "the batch table went back");

  /** Each looks at the whole log. */
  private static final int EXPLANATIONS = 20;

  private record Place(int reader, String view) {}

  private record Pending(Reading reading, int partition) {}

  private final List<PartitionLog> logs = new ArrayList<>();
  private final List<Queue<Pending>> pending = new ArrayList<>();
  private final Map<Place, Reading> before = new HashMap<>();
  private final Map<String, Long> newestVersion = new HashMap<>();
  private final Consumer<String> violations;
  private long handOffs;
  private int explained;

  /**
   * @param violations told of each, in words
   */
  Oracle(int partitions, Consumer<String> violations) {
    this.violations = violations;
    for (int p = 0; p < partitions; p++) {
      logs.add(new PartitionLog());
      pending.add(new ArrayDeque<>());
    }
  }

  /** The next committed record of a partition. */
  void logged(int partition, long value) {
    PartitionLog log = logs.get(partition);
    log.append(value);
    pending.get(partition).removeIf(waiting -> judge(waiting.reading(), partition));
  }

  long length(int partition) {
    return logs.get(partition).length();
  }

  /** Moves of a view to a newer batch version that any reader has seen. */
  long handOffs() {
    return handOffs;
  }

  void answered(Reading reading) {
    for (int partition : reading.rows().keySet()) {
      if (partition < 0 || partition >= logs.size()) {
        violations.accept(
            reading.position() + ": a group for partition " + partition + ", which is none");
      }
    }
    for (int p = 0; p < logs.size(); p++) {
      if (!judge(reading, p)) {
        pending.get(p).add(new Pending(reading, p));
      }
    }
    Reading earlier = before.put(new Place(reading.reader(), reading.view()), reading);
    if (earlier != null && WENT_BACK.stream().noneMatch(reading.reason()::contains)) {
      compare(earlier, reading);
    }
    Long newest = newestVersion.put(reading.view(), reading.batchVersion());
    if (newest != null && newest > reading.batchVersion()) {
      newestVersion.put(reading.view(), newest);
    } else if (newest != null && newest < reading.batchVersion()) {
      handOffs++;
    }
  }

  /** False if that cannot be said yet. */
  private boolean judge(Reading reading, int partition) {
    Reading.Row row = reading.row(partition);
    PartitionLog log = logs.get(partition);
    if (row.count() > log.length()) {
      return false;
    }
    if (row.count() < 0 || log.checksum(row.count()) != row.checksum()) {
      violations.accept(
          reading.position()
              + ": partition "
              + partition
              + " counts "
              + row.count()
              + " events with checksum "
              + row.checksum()
              + "; the log's first "
              + row.count()
              + " have "
              + (row.count() < 0 ? "no sum" : log.checksum(row.count()))
              + inWords(log, row));
    }
    return true;
  }

  /** What a wrong sum could be, as far as one event explains it. */
  private String inWords(PartitionLog log, Reading.Row row) {
    if (++explained > EXPLANATIONS) {
      return "";
    }
    for (long n = 0; n <= log.length(); n++) {
      if (log.checksum(n) == row.checksum()) {
        return ", its first " + n + " have that sum";
      }
    }
    if (row.count() < 0) {
      return "";
    }
    long difference = row.checksum() - log.checksum(row.count());
    for (long n = 0; n < log.length(); n++) {
      long value = log.checksum(n + 1) - log.checksum(n);
      if (n < row.count() && row.count() < log.length() && swapped(log, row, value, difference)) {
        return ", as if event " + n + " were missing and the next one counted";
      }
      if (row.count() > 0 && doubled(log, row, value)) {
        return ", as if event " + n + " were counted twice";
      }
    }
    return ", " + difference + " more, which no single event explains";
  }

  private static boolean swapped(PartitionLog log, Reading.Row row, long value, long difference) {
    long next = log.checksum(row.count() + 1) - log.checksum(row.count());
    return difference == next - value;
  }

  private static boolean doubled(PartitionLog log, Reading.Row row, long value) {
    return row.checksum() == log.checksum(row.count() - 1) + value;
  }

  private void compare(Reading earlier, Reading now) {
    if (now.batchVersion() < earlier.batchVersion()) {
      violations.accept(
          now.position() + ": the batch version was " + earlier.batchVersion() + " before");
    }
    for (int p = 0; p < logs.size(); p++) {
      if (now.row(p).count() < earlier.row(p).count()) {
        violations.accept(
            now.position()
                + ": partition "
                + p
                + " counts "
                + now.row(p).count()
                + " events, and counted "
                + earlier.row(p).count()
                + " before, at batch version "
                + earlier.batchVersion()
                + "; the log has "
                + logs.get(p).length());
      }
    }
  }

  /** Answers that count more than the log has; each is a violation once the log is complete. */
  void close() {
    for (int p = 0; p < logs.size(); p++) {
      for (Pending left : pending.get(p)) {
        violations.accept(
            left.reading().position()
                + ": partition "
                + p
                + " counts "
                + left.reading().row(p).count()
                + " events, more than the log has: "
                + logs.get(p).length());
      }
      pending.get(p).clear();
    }
  }
}
