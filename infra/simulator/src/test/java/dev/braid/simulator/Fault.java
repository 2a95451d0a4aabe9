package dev.braid.simulator;

import dev.braid.batch.archive.EventsAppend;
import dev.braid.batch.log.FrontierPlanner;
import dev.braid.batch.view.Making;
import dev.braid.log.BatchCommit;
import dev.braid.log.Epochs;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.Version;
import dev.braid.serving.generation.Swap;
import dev.braid.serving.live.ViewFacts;
import dev.braid.serving.merge.HandOff;
import dev.braid.serving.merge.SpeedView;
import dev.braid.speed.merge.Bundle;
import dev.braid.speed.merge.MergeSettings;
import dev.braid.speed.merge.Position;
import dev.braid.speed.merge.SpeedMerge;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.loading.ClassReloadingStrategy;
import net.bytebuddy.matcher.ElementMatchers;

/** A fault to plant: in a method of the product, or in the world around it. */
enum Fault {
  FRONTIER_FILTER_AN_EPOCH_TOO_EARLY(
      SpeedView.class, "forEachEpochFrom", Plants.EarlierFrontier.class),
  FRONTIER_FILTER_AN_EPOCH_TOO_LATE(
      SpeedView.class, "forEachEpochFrom", Plants.LaterFrontier.class),
  READER_RETIRES_BY_TOMBSTONE(SpeedView.class, "apply", Plants.TombstoneWipes.class),
  READER_RETIRES_TOO_EARLY(SpeedView.class, "retire", Plants.RetiresMore.class),
  RETIRES_BY_CURRENT_FRONTIER(SpeedMerge.class, "frontier", Plants.CurrentForPrevious.class),
  EXPIRES_BEFORE_ANNOUNCED(SpeedMerge.class, "watermark", Plants.ExpiresByTime.class),
  VERSION_ORDER_INVERTED(Version.class, "compareTo", Plants.Inverted.class),
  GENERATION_NOT_COMPARED(Version.class, "compareTo", Plants.OnlyCounts.class),
  LAST_UPSERT_WINS(Version.class, "supersedes", Plants.Yes.class),
  EARLIER_OF_EQUAL_VERSIONS_WINS(Version.class, "supersedes", Plants.EarlierWins.class),
  MERGE_NOT_FLUSHED_AT_BARRIER(SpeedMerge.class, "barrier", Plants.Nothing.class),
  BUNDLE_NOT_FLUSHED_AT_BARRIER(Bundle.class, "barrier", Plants.Nothing.class),
  MERGE_NOT_FLUSHED_AT_END(SpeedMerge.class, "endOfInput", Plants.Nothing.class),
  BUNDLE_NOT_FLUSHED_AT_END(Bundle.class, "endOfInput", Plants.Nothing.class),
  HEARTBEAT_BEFORE_FLUSH(SpeedMerge.class, "tick", Plants.HeartbeatFirst.class),
  HEARTBEAT_IN_ONE_PARTITION(MergeSettings.class, "partitions", Plants.One.class),
  REPLAY_TRUSTED_AT_ONCE(SpeedHeartbeat.class, "settled", Plants.Yes.class),
  STRAGGLERS_NOT_COUNTED(Position.class, "isStraggler", Plants.No.class),
  GRACE_NOT_WAITED(Epochs.class, "latestFrontier", Plants.NoGrace.class),
  STABLE_OFFSET_NOT_WAITED(FrontierPlanner.class, "unstable", Plants.AllStable.class),
  DECODED_OFFSETS_GO_BACK(EventsAppend.class, "next", Plants.OffsetsGoBack.class),
  REBUILT_FROM_CURRENT_FRONTIER(
      BatchCommit.class, "previousResume", Plants.ResumesAtFrontier.class),
  STRAGGLERS_NOT_HEALED(Making.class, "choose", Plants.NoStragglers.class),
  VERSION_USED_BEFORE_CAUGHT_UP(HandOff.class, "discovered", Plants.AnyLookSettles.class),
  SWITCH_WITHOUT_SPEED(HandOff.class, "decide", Plants.SwitchWithoutSpeed.class),
  RETIREMENT_NOT_HEARD_OF(HandOff.class, "mayBeRetired", Plants.Nothing.class),
  COMMIT_ON_ANOTHER_BASE(new Model(false, true, true, true, true, true, true)),
  OFFSETS_NOT_WITH_DATA(new Model(true, false, true, true, true, true, true)),
  ANNOUNCED_BEFORE_COMMIT(new Model(true, true, false, true, true, true, true)),
  STALE_ROWS_OVER_A_SWITCH(new Model(true, true, true, false, true, true, true)),
  TAKES_OVER_WITHOUT_A_HOLD(Swap.class, "decide", Plants.TakesOverAtOnce.class),
  TAKES_OVER_AT_HELD_PROCESSED_TO(Swap.class, "missing", Plants.HeldClaimsSuffice.class),
  TAKES_OVER_BEHIND_IN_BATCH(Swap.class, "isBehindInBatch", Plants.No.class),
  TAKES_OVER_DESPITE_OBSTACLE(ViewFacts.class, "obstacle", Plants.Null.class),
  HELD_ROWS_MOVE_ON(new Model(true, true, true, true, false, true, true)),
  GENERATIONS_SHARE_A_TOPIC(new Model(true, true, true, true, true, false, true)),
  NEXT_STARTS_AT_CURRENT_FRONTIER(new Model(true, true, true, true, true, true, false));

  private final Class<?> type;
  private final String method;
  private final Class<?> advice;
  private final Model model;

  Fault(Class<?> type, String method, Class<?> advice) {
    this.type = type;
    this.method = method;
    this.advice = advice;
    this.model = Model.TRUE;
  }

  Fault(Model model) {
    this.type = null;
    this.method = null;
    this.advice = null;
    this.model = model;
  }

  Model model() {
    return model;
  }

  /** An agent must be installed. */
  void plant() {
    if (type != null) {
      new ByteBuddy()
          .redefine(type)
          .visit(Advice.to(advice).on(ElementMatchers.named(method)))
          .make()
          .load(type.getClassLoader(), ClassReloadingStrategy.fromInstalledAgent());
    }
  }

  void remove() throws java.io.IOException {
    if (type != null) {
      ClassReloadingStrategy.fromInstalledAgent()
          .reset(ClassFileLocator.ForClassLoader.of(type.getClassLoader()), type);
    }
  }
}
