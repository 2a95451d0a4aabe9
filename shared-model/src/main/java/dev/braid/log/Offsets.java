package dev.braid.log;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A position in a topic: for each partition the offset of the next record to read. */
public record Offsets(SortedMap<Integer, Long> next) {
  public static final Offsets NONE = new Offsets(new TreeMap<>());

  public Offsets {
    next = Collections.unmodifiableSortedMap(new TreeMap<>(next));
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static Offsets of(Map<Integer, Long> next) {
    return new Offsets(new TreeMap<>(next));
  }

  /** The next offset to read, or {@code otherwise} for a partition this position does not know. */
  public long nextOr(int partition, long otherwise) {
    return next.getOrDefault(partition, otherwise);
  }

  public boolean isEmpty() {
    return next.isEmpty();
  }

  @Override
  @JsonValue
  public SortedMap<Integer, Long> next() {
    return next;
  }
}
