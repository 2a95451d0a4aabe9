package dev.braid.launcher.torture;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * When a blow has been recovered from: once every view has given an answer, asked for after the
 * blow, that counts all that was acknowledged at that moment and is not degraded.
 */
final class Recoveries {
  /** How long a blow was felt. */
  record Recovered(Blow blow, long millis) {}

  private static final class Open {
    private final Blow blow;
    private final long since;
    private final long[] acknowledged;
    private final Set<String> waiting;

    Open(Blow blow, long since, long[] acknowledged, Set<String> views) {
      this.blow = blow;
      this.since = since;
      this.acknowledged = acknowledged;
      this.waiting = new HashSet<>(views);
    }

    boolean isMetBy(Reading reading) {
      if (reading.asked() < since || reading.degraded()) {
        return false;
      }
      for (int p = 0; p < acknowledged.length; p++) {
        if (reading.row(p).count() < acknowledged[p]) {
          return false;
        }
      }
      return true;
    }
  }

  private final Set<String> views;
  private final List<Open> open = new ArrayList<>();

  Recoveries(Set<String> views) {
    this.views = Set.copyOf(views);
  }

  /**
   * A victim was killed, or may go on after a pause.
   *
   * @param acknowledged at this moment, by partition
   */
  void struck(Blow blow, long now, long[] acknowledged) {
    open.add(new Open(blow, now, acknowledged.clone(), views));
  }

  /** The blows of which this answer is the last that was waited for. */
  List<Recovered> answered(Reading reading) {
    List<Recovered> recovered = new ArrayList<>();
    for (Iterator<Open> all = open.iterator(); all.hasNext(); ) {
      Open one = all.next();
      if (one.waiting.contains(reading.view()) && one.isMetBy(reading)) {
        one.waiting.remove(reading.view());
        if (one.waiting.isEmpty()) {
          recovered.add(new Recovered(one.blow, reading.at() - one.since));
          all.remove();
        }
      }
    }
    return recovered;
  }

  /** Those that were not recovered from yet. */
  List<Blow> open() {
    return open.stream().map(one -> one.blow).toList();
  }
}
