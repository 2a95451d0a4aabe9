package dev.braid.serving.access;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map of at most so many keys, of which the one unused for longest is forgotten. */
final class RecentlyUsed<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;
  private static final int MOST_KEYS = 10_000;

  RecentlyUsed() {
    super(16, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST_KEYS;
  }
}
