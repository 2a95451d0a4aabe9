package dev.braid.batch.audit;

import java.util.Map;
import java.util.SortedSet;

/**
 * A record of a source's history that {@code events} or {@code raw} do not hold as they must.
 *
 * @param groups by view, the ids of the groups that count it, rightly or not
 */
record Damage(
    Kind kind,
    int partition,
    long offset,
    long appendMicros,
    Map<String, SortedSet<String>> groups) {

  /** What is wrong with the record; the words go before a place in the log. */
  enum Kind {
    LOST("in raw, not in events"),
    DOUBLED("in events more than once"),
    CHANGED("in events with other values than raw decodes to"),
    UNFOUNDED("in events, not an event of raw"),
    REPEATED_IN_RAW("in raw more than once");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }
}
