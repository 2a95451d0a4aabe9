package dev.braid.simulator;

import dev.braid.batch.log.Log;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/** The log: partitions, each led by a broker whose clock stamps the records. */
final class SourceTopic implements Log {
  /** A place in a partition: an event, or the marker that ends a transaction. */
  record Place(long appendTime, Event event) {}

  /** One partition. */
  static final class Partition {
    private final List<Place> places = new ArrayList<>();
    private int leader;
    private int stable;
    private long newest;

    List<Place> places() {
      return places;
    }

    /** Up to here every transaction is decided. */
    int stableEnd() {
      return stable;
    }

    private void advance(long step) {
      while (stable < places.size()) {
        Event event = places.get(stable).event();
        if (event != null) {
          if (!event.decided()) {
            return;
          }
          event.readableSince(step);
        }
        stable++;
      }
    }
  }

  private final long[] skews;
  private final List<Partition> partitions = new ArrayList<>();
  private final List<Event> events = new ArrayList<>();

  /**
   * @param skews of the brokers' clocks, in milliseconds
   */
  SourceTopic(int partitions, long[] skews) {
    this.skews = skews.clone();
    for (int i = 0; i < partitions; i++) {
      this.partitions.add(new Partition());
    }
  }

  List<Partition> partitions() {
    return partitions;
  }

  List<Event> events() {
    return events;
  }

  void lead(int partition, int broker) {
    partitions.get(partition).leader = broker;
  }

  long clock(int partition, long now) {
    return now + skews[partitions.get(partition).leader];
  }

  Event append(int partition, String key, long amount, Transaction transaction, Instants time) {
    Partition to = partitions.get(partition);
    long appendTime = clock(partition, time.now());
    to.newest = Math.max(to.newest, appendTime);
    Event event =
        new Event(
            events.size(),
            key,
            partition,
            to.places.size(),
            appendTime,
            to.newest,
            amount,
            transaction);
    events.add(event);
    to.places.add(new Place(appendTime, event));
    to.advance(time.step());
    return event;
  }

  /** Ends a transaction and writes its markers. */
  void end(Transaction transaction, Collection<Integer> touched, boolean commit, Instants time) {
    transaction.end(commit);
    for (int partition : touched) {
      Partition to = partitions.get(partition);
      to.places.add(new Place(clock(partition, time.now()), null));
      to.advance(time.step());
    }
  }

  /** By key, the committed events that pass. */
  Map<String, EventSet> committed(Predicate<Event> filter) {
    Map<String, EventSet> found = new HashMap<>();
    for (Event event : events) {
      if (event.committed() && filter.test(event)) {
        found.merge(event.key(), EventSet.NONE.with(event.id()), EventSet::union);
      }
    }
    return found;
  }

  static Predicate<Event> before(Frontier frontier) {
    return event -> frontier.covers(event.epoch());
  }

  // What the batch layer sees of it.

  @Override
  public String checkSource(String topic) {
    return "topic-id";
  }

  @Override
  public void checkExist(Collection<String> topics) {}

  @Override
  public Offsets earliest(String topic) {
    return offsets(partition -> 0);
  }

  @Override
  public Offsets ends(String topic) {
    return offsets(partition -> partition.places.size());
  }

  @Override
  public Offsets stableEnds(String topic) {
    return offsets(Partition::stableEnd);
  }

  @Override
  public Instant appendTime(String topic, int partition, long offset) {
    return Instant.ofEpochMilli(partitions.get(partition).places.get((int) offset).appendTime());
  }

  private Offsets offsets(ToLongFunction<Partition> of) {
    Map<Integer, Long> next = new HashMap<>();
    for (int i = 0; i < partitions.size(); i++) {
      next.put(i, of.applyAsLong(partitions.get(i)));
    }
    return Offsets.of(next);
  }
}
