package dev.braid.batch.archive;

import dev.braid.log.Offsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The part of a raw table that one run decodes: from where the last one stopped. */
public record EventsAppend(Offsets from, Offsets to) {
  /**
   * Empty if the events table is as far as the raw table, or farther: another run may have archived
   * and decoded more since this one archived. Offsets never go back, or records would be decoded
   * twice.
   *
   * @param base what the version to append to says of itself; empty if there is no table yet
   */
  public static Optional<EventsAppend> next(Optional<EventsCommit> base, Offsets archived) {
    Offsets decoded = base.map(EventsCommit::offsets).orElse(Offsets.NONE);
    Map<Integer, Long> farthest = new TreeMap<>(decoded.next());
    archived.next().forEach((partition, next) -> farthest.merge(partition, next, Math::max));
    Offsets to = Offsets.of(farthest);
    return to.equals(decoded) ? Optional.empty() : Optional.of(new EventsAppend(decoded, to));
  }
}
