package dev.braid.serving.merge;

import dev.braid.log.Frontier;
import dev.braid.log.FrontierAnnouncement;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedUpsert;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The state machine of one view: told what is seen in the log and in the batch table, it decides
 * when to load a batch version, when to move to it, and which groups' rows are out of date. Pure:
 * time comes in with {@link #decide}, effects go out of it, and whoever carries them out reports
 * back. Owned by one thread.
 *
 * <p>A reader that starts must not use a version whose epochs the speed layer may have retired
 * already. The speed layer retires what the previous frontier of a committed version covers, so
 * what was retired before the speed topic was read to its end is covered by the previous frontier
 * of the newest version seen <em>after</em> that. Until such a look at the table, nothing is used.
 */
public final class HandOff {
  private static final int LOOKS_BEFORE_ALARM = 3;

  private final long retryMillis;
  private final SpeedView speed = new SpeedView();
  private final SpeedProgress progress = new SpeedProgress();
  private final Stragglers stragglers = new Stragglers();
  private final Set<GroupKey> dirty = new LinkedHashSet<>();

  private boolean caughtUp;
  private boolean settled;
  private BatchVersion newest;

  /** The most that the speed layer may have retired, by all that was seen so far. */
  private Frontier retirable = Frontier.NONE;

  private BatchVersion loading;
  private BatchVersion loaded;
  private final List<BatchVersion> unwanted = new ArrayList<>();
  private BatchVersion inUse;
  private String batchProblem;
  private String loadProblem;
  private long retryAt = Long.MIN_VALUE;
  private boolean loadFailed;
  private FrontierAnnouncement announced;
  private int looksInVain;

  private long upserts;
  private long unreadable;
  private long handOffs;

  /**
   * @param retryMillis how long to wait before loading again what could not be loaded
   */
  public HandOff(long retryMillis) {
    this.retryMillis = retryMillis;
  }

  // What is seen in the log.

  public void upsert(SpeedUpsert upsert) {
    upserts++;
    progress.upsert(upsert.version(), upsert.appendTimeMillis());
    if (speed.apply(upsert) && inUse != null && !inUse.frontier().covers(upsert.epoch())) {
      dirty.add(new GroupKey(upsert.key()));
    }
  }

  /**
   * The speed layer says where it stands.
   *
   * @param partition of the speed topic that it was read from
   * @param at the record's timestamp, in milliseconds
   */
  public void heartbeat(SpeedHeartbeat heartbeat, int partition, long at) {
    progress.heartbeat(heartbeat, partition, at);
    stragglers.heard(at, progress.stragglers());
    mayBeRetired(heartbeat.retired());
  }

  /** A record of the speed topic that cannot be read: whatever it said is missing. */
  public void unreadableRecord() {
    unreadable++;
  }

  public void announced(FrontierAnnouncement announcement) {
    if (announced == null
        || announcement.commit().frontier().isAfter(announced.commit().frontier())) {
      announced = announcement;
    }
    mayBeRetired(announcement.commit().previousFrontier());
  }

  private void mayBeRetired(Frontier previousFrontier) {
    if (previousFrontier.isAfter(retirable)) {
      retirable = previousFrontier;
    }
  }

  /** The speed topic has been read up to where it ended when reading began. */
  public void caughtUp() {
    caughtUp = true;
  }

  // What is seen in the batch table.

  /**
   * @param afterCatchUp whether the look at the table began after {@link #caughtUp}
   */
  public void noTable(boolean afterCatchUp) {
    if (announced != null) {
      missesAnnounced("the batch table is missing");
      return;
    }
    if (inUse != null && !inUse.isNone()) {
      batchUnreadable("the batch table is gone");
      return;
    }
    batchProblem = null;
    newest = BatchVersion.NONE;
    settled |= afterCatchUp;
  }

  /**
   * @param version the newest of the table
   * @param afterCatchUp whether the look at the table began after {@link #caughtUp}
   */
  public void discovered(BatchVersion version, boolean afterCatchUp) {
    if (!version.equals(newest)) {
      loadFailed = false;
      loadProblem = null;
    }
    newest = version;
    mayBeRetired(version.previousFrontier());
    settled |= afterCatchUp;
    if (isBeforeAnnounced(version)) {
      missesAnnounced("the batch table ends at version " + version.version());
    } else {
      batchProblem = null;
      looksInVain = 0;
    }
  }

  /** A table that was made anew counts its versions from 0 again, but covers more. */
  private boolean isBeforeAnnounced(BatchVersion version) {
    return announced != null
        && version.version() < announced.batchVersion()
        && announced.commit().frontier().isAfter(version.frontier());
  }

  /**
   * A version is announced after it is committed, but a look may be older than the announcement.
   */
  private void missesAnnounced(String what) {
    looksInVain++;
    if (looksInVain >= LOOKS_BEFORE_ALARM) {
      batchProblem =
          what
              + ", though version "
              + announced.batchVersion()
              + " was announced; restore it, or run `braid batch run`";
    }
  }

  public void batchUnreadable(String reason) {
    batchProblem = reason;
  }

  // What became of the effects.

  public void loaded(BatchVersion version) {
    if (!version.equals(loading)) {
      unwanted.add(version);
      return;
    }
    if (loaded != null) {
      unwanted.add(loaded);
    }
    loading = null;
    loaded = version;
  }

  public void loadFailed(BatchVersion version, String reason, long now) {
    if (version.equals(loading)) {
      loading = null;
      loadFailed = true;
      loadProblem =
          version
              + " cannot be loaded: "
              + reason
              + "; if a file of it is damaged or missing, restore it, or move the table away and"
              + " run `braid batch run`, which makes it anew";
      retryAt = now + retryMillis;
    }
  }

  public void switched(BatchVersion version) {
    if (inUse != null) {
      handOffs++;
    }
    inUse = version;
    loaded = null;
    loadProblem = null;
    loadFailed = false;
    dirty.clear();
    speed.retire(version.previousFrontier());
    stragglers.covered(version.frontier());
  }

  public void refreshed(List<GroupKey> groups) {
    groups.forEach(dirty::remove);
  }

  // The decisions.

  /** What to do now. Switches and refreshes are asked for again until they are reported done. */
  public List<Effect> decide(long now) {
    List<Effect> effects = new ArrayList<>(3);
    unwanted.forEach(version -> effects.add(new Effect.Discard(version)));
    unwanted.clear();
    if (loaded != null && settled && !usable(loaded)) {
      effects.add(new Effect.Discard(loaded));
      loaded = null;
    }
    if (wantsToLoad(now)) {
      loading = newest;
      effects.add(new Effect.LoadBatch(newest));
    }
    if (loaded != null && settled) {
      effects.add(new Effect.SwitchTo(loaded, speed.groupsFrom(loaded.frontier())));
    } else if (inUse == null && settled && newest.isNone() && batchProblem == null) {
      effects.add(new Effect.SwitchTo(newest, speed.groupsFrom(newest.frontier())));
    } else if (!dirty.isEmpty()) {
      effects.add(new Effect.Refresh(List.copyOf(dirty)));
    }
    return effects;
  }

  private boolean wantsToLoad(long now) {
    return newest != null
        && !newest.isNone()
        && !newest.equals(inUse)
        && !newest.equals(loaded)
        && loading == null
        && (!settled || usable(newest))
        && (!loadFailed || now >= retryAt);
  }

  /** Whether every epoch beyond the version's frontier is certainly in the speed view. */
  private boolean usable(BatchVersion version) {
    return inUse == null
        ? !retirable.isAfter(version.frontier())
        : !speed.retired().isAfter(version.frontier());
  }

  // What can be told.

  public SpeedView speed() {
    return speed;
  }

  public SpeedProgress progress() {
    return progress;
  }

  /** Stragglers that the batch version in use may not have counted. */
  public long uncountedStragglers() {
    return stragglers.uncounted();
  }

  /** Empty before the first switch. */
  public Optional<BatchVersion> inUse() {
    return Optional.ofNullable(inUse);
  }

  /** The newest version of the table; empty if it has not been seen yet. */
  public Optional<BatchVersion> newest() {
    return Optional.ofNullable(newest);
  }

  public Frontier frontier() {
    return inUse == null ? Frontier.NONE : inUse.frontier();
  }

  public long upserts() {
    return upserts;
  }

  public long handOffs() {
    return handOffs;
  }

  public ViewState state() {
    if (inUse != null) {
      return inUse.isNone() && speed.isEmpty() ? ViewState.EMPTY : ViewState.READY;
    }
    return caughtUp && (batchProblem != null || loadFailed || wentTooFarBack())
        ? ViewState.FAILED
        : ViewState.LOADING;
  }

  /** Whether the table's newest version is one from which this reader cannot begin. */
  private boolean wentTooFarBack() {
    return inUse == null && settled && newest != null && !usable(newest);
  }

  /** Why answers are not all they could be, as far as the view's own two sources tell. */
  public Optional<String> problem() {
    if (batchProblem != null) {
      return Optional.of(batchProblem);
    }
    if (loadProblem != null) {
      return Optional.of(loadProblem);
    }
    if (wentTooFarBack()) {
      return Optional.of(
          "the batch table went back to "
              + newest
              + ", but speed states before "
              + retirable
              + " are gone; run `braid batch run`");
    }
    if (inUse == null) {
      return Optional.of(
          caughtUp ? "the batch view is still loading" : "the speed view is still loading");
    }
    if (unreadable > 0) {
      return Optional.of("records of the speed topic that cannot be read: " + unreadable);
    }
    if (newest != null && !usable(newest)) {
      return Optional.of(
          "the batch table went back to "
              + newest
              + ", whose speed states are gone here; run `braid batch run`");
    }
    if (retirable.isAfter(inUse.frontier())) {
      return Optional.of(
          "more than one batch version behind: at frontier "
              + inUse.frontier()
              + ", and speed states before "
              + retirable
              + " may be gone");
    }
    return Optional.empty();
  }
}
