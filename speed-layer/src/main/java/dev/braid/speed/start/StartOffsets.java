package dev.braid.speed.start;

import dev.braid.log.BatchCommit;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.speed.SpeedErrors;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a job without a checkpoint starts to read a source: at the least {@code previousResume}
 * over its views, for by one batch version a reader may fall back; at the log's start for a view
 * that no batch run has computed and for a partition that none has seen.
 */
public final class StartOffsets {
  private StartOffsets() {}

  /**
   * The offset of the first record to read, by partition.
   *
   * @param announced the newest announcement of each of the source's views; empty for a view
   *     without one
   */
  public static Offsets of(SourceLog log, Collection<Optional<FrontierAnnouncement>> announced) {
    announced.stream()
        .flatMap(Optional::stream)
        .filter(found -> found.topicId() != null && !found.topicId().equals(log.id()))
        .findFirst()
        .ifPresent(
            found -> {
              throw SpeedErrors.logReplaced(log.topic(), found.topicId(), log.id());
            });
    Map<Integer, Long> starts = new HashMap<>();
    for (Optional<FrontierAnnouncement> announcement : announced) {
      Offsets resume =
          announcement
              .map(FrontierAnnouncement::commit)
              .map(BatchCommit::previousResume)
              .orElse(Offsets.NONE);
      log.start()
          .next()
          .forEach(
              (partition, logStart) ->
                  starts.merge(
                      partition,
                      start(log, partition, logStart, resume),
                      (a, b) -> Math.min(a, b)));
    }
    return Offsets.of(starts);
  }

  private static long start(SourceLog log, int partition, long logStart, Offsets resume) {
    long wanted = resume.nextOr(partition, logStart);
    if (wanted < logStart) {
      throw SpeedErrors.retentionAteTheLog(log.topic(), partition, wanted, logStart);
    }
    long logEnd = log.end().nextOr(partition, logStart);
    if (wanted > logEnd) {
      throw SpeedErrors.logReplaced(log.topic(), partition, wanted, logEnd);
    }
    return wanted;
  }
}
