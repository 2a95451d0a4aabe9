package dev.braid.speed.merge;

import dev.braid.speed.codec.LogRecord;

/** Where a merge's records go, and what else is to be known of it. */
public interface MergeOutput {
  /** A record for the speed topic, after those before it. */
  void record(LogRecord record);

  /** An upsert has been published. */
  void upserted();

  /** So many events fell behind the frontier. */
  void stragglers(long events);

  /** An upsert of so many bytes does not fit the speed topic and is left out. */
  void oversized(int bytes);
}
