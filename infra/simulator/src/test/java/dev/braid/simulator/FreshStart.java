package dev.braid.simulator;

import dev.braid.log.BatchCommit;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.Offsets;
import dev.braid.speed.start.SourceLog;
import dev.braid.speed.start.StartOffsets;
import java.util.List;
import java.util.Optional;

/** Where a job without a checkpoint starts to read. */
final class FreshStart {
  private FreshStart() {}

  static int[] offsets(World world, long generation, Optional<FrontierAnnouncement> newest) {
    Optional<FrontierAnnouncement> heeded =
        world.lake().model().generationsStartAtPrevious() || generation == World.FIRST
            ? newest
            : newest.map(FreshStart::withoutPrevious);
    SourceTopic log = world.log();
    SourceLog asFound =
        new SourceLog(
            SimView.TOPIC,
            log.checkSource(SimView.TOPIC),
            log.earliest(SimView.TOPIC),
            log.ends(SimView.TOPIC));
    Offsets start = StartOffsets.of(asFound, List.of(heeded));
    int[] offsets = new int[log.partitions().size()];
    start.next().forEach((partition, offset) -> offsets[partition] = (int) (long) offset);
    return offsets;
  }

  private static FrontierAnnouncement withoutPrevious(FrontierAnnouncement said) {
    BatchCommit commit = said.commit();
    return new FrontierAnnouncement(
        said.batchVersion(),
        new BatchCommit(
            commit.view(),
            commit.definitionHash(),
            commit.frontier(),
            commit.previousFrontier(),
            commit.offsets(),
            commit.resume(),
            commit.resume(),
            commit.events(),
            commit.committedAt()));
  }
}
