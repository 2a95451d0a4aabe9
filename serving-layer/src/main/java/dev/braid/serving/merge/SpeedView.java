package dev.braid.serving.merge;

import dev.braid.log.Frontier;
import dev.braid.log.SpeedUpsert;
import dev.braid.log.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The speed layer's states of one view: group key → epoch → the highest version seen. Whatever
 * order upserts come in and however often, the content is the same. Epochs are dropped by frontier
 * only; owned by one thread.
 */
public final class SpeedView {
  private final Map<GroupKey, Entry> groups = new HashMap<>();
  private final TreeMap<Long, Long> eventsByEpoch = new TreeMap<>();
  private Frontier retired = Frontier.NONE;

  /** One epoch of one group; a group's epochs are linked, oldest first. */
  private static final class Entry {
    final long epoch;
    Version version;
    Object[] states;
    Entry next;

    Entry(long epoch, Version version, Object[] states, Entry next) {
      this.epoch = epoch;
      this.version = version;
      this.states = states;
      this.next = next;
    }
  }

  /** Told of each epoch's states and the number of events in them. */
  @FunctionalInterface
  public interface EpochVisitor {
    void epoch(Object[] states, long events);
  }

  /**
   * Takes in an upsert.
   *
   * @return whether the group's states changed
   */
  public boolean apply(SpeedUpsert upsert) {
    if (retired.covers(upsert.epoch())) {
      return false;
    }
    if (upsert.states() == null) {
      // A tombstone reclaims what a frontier has retired, and all of that is gone already; an epoch
      // that may still be read outlives its tombstone.
      return false;
    }
    GroupKey key = new GroupKey(upsert.key());
    Entry first = groups.get(key);
    Entry before = null;
    Entry at = first;
    while (at != null && at.epoch < upsert.epoch()) {
      before = at;
      at = at.next;
    }
    if (at != null && at.epoch == upsert.epoch()) {
      if (!upsert.version().supersedes(at.version)) {
        return false;
      }
      count(at.epoch, upsert.version().events() - at.version.events());
      at.version = upsert.version();
      at.states = upsert.states();
      return true;
    }
    Entry entry = new Entry(upsert.epoch(), upsert.version(), upsert.states(), at);
    count(entry.epoch, entry.version.events());
    if (before == null) {
      groups.put(key, entry);
    } else {
      before.next = entry;
    }
    return true;
  }

  private void count(long epoch, long events) {
    eventsByEpoch.merge(epoch, events, Long::sum);
  }

  /**
   * Drops the epochs that this frontier covers and ignores them from now on, whatever arrives. Give
   * it the <em>previous</em> frontier of the batch version in use, so that falling back one version
   * stays exact.
   */
  public void retire(Frontier previousFrontier) {
    if (!previousFrontier.isAfter(retired)) {
      return;
    }
    retired = previousFrontier;
    for (Iterator<Map.Entry<GroupKey, Entry>> all = groups.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<GroupKey, Entry> group = all.next();
      Entry kept = firstFrom(group.getValue(), retired);
      if (kept == null) {
        all.remove();
      } else {
        group.setValue(kept);
      }
    }
    eventsByEpoch.headMap(retired.epochMillis()).clear();
  }

  /** Everything before this is dropped. */
  public Frontier retired() {
    return retired;
  }

  public void forEachEpochFrom(GroupKey key, Frontier frontier, EpochVisitor visitor) {
    for (Entry at = firstFrom(groups.get(key), frontier); at != null; at = at.next) {
      visitor.epoch(at.states, at.version.events());
    }
  }

  /** The groups with at least one epoch at or after the frontier. */
  public List<GroupKey> groupsFrom(Frontier frontier) {
    List<GroupKey> found = new ArrayList<>();
    groups.forEach(
        (key, first) -> {
          if (firstFrom(first, frontier) != null) {
            found.add(key);
          }
        });
    return found;
  }

  /** Events in all epochs at or after the frontier. */
  public long eventsFrom(Frontier frontier) {
    long events = 0;
    for (long count : eventsByEpoch.tailMap(frontier.epochMillis()).values()) {
      events += count;
    }
    return events;
  }

  public boolean isEmpty() {
    return groups.isEmpty();
  }

  private static Entry firstFrom(Entry first, Frontier frontier) {
    Entry at = first;
    while (at != null && frontier.covers(at.epoch)) {
      at = at.next;
    }
    return at;
  }
}
