package dev.braid.batch.log;

import dev.braid.log.Offsets;
import java.time.Instant;
import java.util.Collection;

/** What the cut of the log must know of Kafka. */
public interface Log {
  /**
   * Makes sure that the topic exists and carries the broker's append time.
   *
   * @return the topic's id
   */
  String checkSource(String topic);

  /** The offset of the first record that each partition still holds. */
  Offsets earliest(String topic);

  /** Where each partition's log ends, open transactions included. */
  Offsets ends(String topic);

  /** Up to where each partition's log is free of open transactions. */
  Offsets stableEnds(String topic);

  /** When the first record at or after the offset was appended, committed or not. */
  Instant appendTime(String topic, int partition, long offset);

  /** Makes sure that the topics exist. */
  void checkExist(Collection<String> topics);
}
