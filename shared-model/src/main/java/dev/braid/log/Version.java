package dev.braid.log;

/**
 * The version of a speed upsert. A reader keeps the highest; on equal versions the later record
 * wins (a key fed by several partitions may hold another subset of equal size until a replay has
 * caught up).
 *
 * @param generation of the deployment that wrote it; a newer one always outranks an older one
 * @param events number of events merged into the states it carries
 */
public record Version(long generation, long events) implements Comparable<Version> {
  @Override
  public int compareTo(Version other) {
    int byGeneration = Long.compare(generation, other.generation);
    return byGeneration != 0 ? byGeneration : Long.compare(events, other.events);
  }

  /** Whether a record of this version, arriving after one of {@code held}, takes its place. */
  public boolean supersedes(Version held) {
    return compareTo(held) >= 0;
  }
}
