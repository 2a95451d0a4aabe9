package dev.braid.batch.archive;

import dev.braid.batch.error.BatchErrors;
import dev.braid.batch.log.LogCut;
import dev.braid.log.Offsets;
import java.time.Instant;
import java.util.Optional;

/**
 * What one run adds to a raw table: the records of a range of the log, and in the same commit up to
 * where the table holds the log then.
 */
public record RawAppend(LogRange range, RawCommit commit) {
  /**
   * Empty if the table holds the log up to the cut already.
   *
   * @param base what the version to append to says of itself; empty if there is no table yet
   * @param acceptLoss whether to go on without what retention deleted before it was archived
   */
  public static Optional<RawAppend> next(
      Optional<RawCommit> base, LogCut cut, boolean acceptLoss, Instant now) {
    base.filter(before -> !before.topicId().equals(cut.topicId()))
        .ifPresent(
            before -> {
              throw BatchErrors.topicReplaced(cut.topic(), before.topicId(), cut.topicId());
            });
    Offsets archived = base.map(RawCommit::offsets).orElse(Offsets.NONE);
    LogRange range = LogRange.next(archived, cut, acceptLoss);
    return archived.equals(range.to())
        ? Optional.empty()
        : Optional.of(
            new RawAppend(
                range, new RawCommit(cut.topic(), cut.topicId(), range.to(), now.toString())));
  }
}
