package dev.braid.speed;

import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.log.Frontier;
import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.plan.ViewPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A speed topic as a reader sees it: the highest version of each (group key, epoch). */
public final class PublishedView implements SpeedRecordCodec.Reader {
  private final CompiledView view;
  private final SpeedRecordCodec codec;
  private final Map<Slot, SpeedUpsert> held = new HashMap<>();
  private final Map<Integer, SpeedHeartbeat> heartbeats = new TreeMap<>();
  private final Set<Slot> tombstones = new HashSet<>();
  private int upserts;

  public record Slot(long epoch, List<Object> key) {}

  public PublishedView(ViewPlan plan) {
    this.view = new CompiledView(plan);
    this.codec = new SpeedRecordCodec(plan);
  }

  public void apply(byte[] key, byte[] value) {
    try {
      codec.read(key, value, this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void upsert(SpeedUpsert upsert) {
    Slot slot = new Slot(upsert.epoch(), Arrays.asList(upsert.key()));
    if (upsert.states() == null) {
      tombstones.add(slot);
      held.remove(slot);
      return;
    }
    upserts++;
    held.merge(slot, upsert, (old, next) -> next.version().supersedes(old.version()) ? next : old);
  }

  @Override
  public void heartbeat(SpeedHeartbeat heartbeat) {
    heartbeats.put(heartbeat.subtask(), heartbeat);
  }

  /** The view's rows over the epochs that the frontier leaves. */
  public Map<List<Object>, List<Object>> rows(Frontier frontier) {
    Map<List<Object>, State[]> groups = new HashMap<>();
    held.forEach(
        (slot, upsert) -> {
          if (!frontier.covers(slot.epoch())) {
            view.merge(
                groups.computeIfAbsent(slot.key(), key -> view.empty()),
                view.load(upsert.states()));
          }
        });
    Map<List<Object>, List<Object>> rows = new HashMap<>();
    groups.forEach(
        (key, states) -> rows.put(key, Arrays.asList(view.result(key.toArray(), states))));
    return rows;
  }

  public long events(Frontier frontier) {
    return held.entrySet().stream()
        .filter(entry -> !frontier.covers(entry.getKey().epoch()))
        .mapToLong(entry -> entry.getValue().version().events())
        .sum();
  }

  /** Epochs that have a state. */
  public Set<Long> epochs() {
    Set<Long> epochs = new HashSet<>();
    held.keySet().forEach(slot -> epochs.add(slot.epoch()));
    return epochs;
  }

  public Set<Slot> tombstones() {
    return tombstones;
  }

  public int upserts() {
    return upserts;
  }

  public List<SpeedHeartbeat> heartbeats() {
    return new ArrayList<>(heartbeats.values());
  }

  /** How far the view as a whole has come; MIN_VALUE until every subtask has said so. */
  public long processedTo() {
    boolean all = heartbeats.values().stream().allMatch(h -> h.parallelism() <= heartbeats.size());
    return all
        ? heartbeats.values().stream()
            .mapToLong(SpeedHeartbeat::processedTo)
            .min()
            .orElse(Long.MIN_VALUE)
        : Long.MIN_VALUE;
  }

  public long stragglers() {
    return heartbeats.values().stream().mapToLong(SpeedHeartbeat::stragglers).sum();
  }
}
