package dev.braid.batch.archive;

import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.log.LogCut;
import dev.braid.log.Offsets;
import java.util.Map;
import java.util.TreeMap;

/** The part of a topic that one run archives: from where the last one stopped up to the cut. */
public record LogRange(Offsets from, Offsets to) {
  /**
   * What is to be archived next.
   *
   * @param archived up to where the topic is archived
   * @param acceptLoss whether to go on without what retention deleted before it was archived
   */
  public static LogRange next(Offsets archived, LogCut cut, boolean acceptLoss) {
    Map<Integer, Long> from = new TreeMap<>();
    cut.stableEnds()
        .next()
        .forEach(
            (partition, end) -> {
              long earliest = cut.earliest().nextOr(partition, 0);
              long next = archived.nextOr(partition, earliest);
              if (end < next) {
                throw BatchErrors.topicReplaced(cut.topic(), partition, next, end);
              }
              if (next < earliest && !acceptLoss) {
                throw BatchErrors.eventsLost(cut.topic(), partition, next, earliest);
              }
              from.put(partition, Math.max(next, earliest));
            });
    return new LogRange(Offsets.of(from), cut.stableEnds());
  }

  public boolean isEmpty() {
    return from.equals(to);
  }
}
