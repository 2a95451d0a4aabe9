package dev.braid.simulator;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether all that a job has read is published, or on its way, when its input ends. */
final class PublishedAtEnd {
  private PublishedAtEnd() {}

  /**
   * @param offsets up to which it has read
   */
  static void check(World world, Topic<SpeedRecord> topic, List<MergeTask> merges, int[] offsets) {
    Map<String, SpeedRecord> newest = new HashMap<>();
    for (int partition = 0; partition < topic.partitions(); partition++) {
      topic.places(partition).forEach(place -> keepNewest(newest, place.value()));
    }
    merges.forEach(
        merge ->
            merge.unsent().forEach(queue -> queue.forEach(record -> keepNewest(newest, record))));
    EventSet published = EventSet.NONE;
    for (SpeedRecord record : newest.values()) {
      published = published.union(record.events());
    }
    for (Event event : world.log().events()) {
      if (event.committed()
          && event.offset() < offsets[event.partition()]
          && !world.lake().retirable().covers(event.epoch())
          && !published.contains(event.id())) {
        throw new Violation(Invariant.PUBLISHED_AT_END, "event " + event.id() + " is missing");
      }
    }
  }

  private static void keepNewest(Map<String, SpeedRecord> newest, SpeedRecord record) {
    if (record.upsert() != null && !record.isTombstone()) {
      newest.merge(
          record.key(),
          record,
          (held, next) ->
              Comparator.comparing((SpeedRecord r) -> r.upsert().version().generation())
                          .thenComparing(r -> r.events().size())
                          .compare(next, held)
                      >= 0
                  ? next
                  : held);
    }
  }
}
