package dev.braid.batch.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Damaged records of one kind in one partition: how many, and between which. */
record DamagedRange(
    Damage.Kind kind,
    int partition,
    long records,
    long firstOffset,
    long lastOffset,
    long firstAppendMicros,
    long lastAppendMicros) {

  static DamagedRange of(Damage damage) {
    return new DamagedRange(
        damage.kind(),
        damage.partition(),
        1,
        damage.offset(),
        damage.offset(),
        damage.appendMicros(),
        damage.appendMicros());
  }

  /** Of the same kind and partition. */
  DamagedRange plus(DamagedRange other) {
    return new DamagedRange(
        kind,
        partition,
        records + other.records,
        Math.min(firstOffset, other.firstOffset),
        Math.max(lastOffset, other.lastOffset),
        Math.min(firstAppendMicros, other.firstAppendMicros),
        Math.max(lastAppendMicros, other.lastAppendMicros));
  }

  /** {@code 2 events in raw, not in events: partition 1, offsets 4 to 9, appended …}. */
  String describe() {
    return place("appended", instant(firstAppendMicros), instant(lastAppendMicros));
  }

  /** The same with epochs in the place of instants. */
  String describe(Scope scope) {
    return place(
        "epoch",
        Instant.ofEpochMilli(scope.epoch(firstAppendMicros)).toString(),
        Instant.ofEpochMilli(scope.epoch(lastAppendMicros)).toString());
  }

  private String place(String what, String first, String last) {
    return (records == 1 ? "1 record " : records + " records ")
        + kind.words()
        + ": partition "
        + partition
        + (firstOffset == lastOffset ? ", offset " : ", offsets ")
        + span(Long.toString(firstOffset), Long.toString(lastOffset))
        + ", "
        + what
        + " "
        + span(first, last);
  }

  private static String span(String first, String last) {
    return first.equals(last) ? first : first + " to " + last;
  }

  private static String instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
  }
}
