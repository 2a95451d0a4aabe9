package dev.braid.batch.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What the comparison of some of a source's history, or of all of it, came to.
 *
 * @param ranges all damage
 * @param details the first damaged records, {@link #MOST} at most
 */
record CheckedHistory(List<DamagedRange> ranges, List<Damage> details) {
  static final int MOST = 10_000;
  static final CheckedHistory SOUND = new CheckedHistory(List.of(), List.of());

  CheckedHistory {
    details = details.stream().limit(MOST).toList();
  }

  CheckedHistory plus(CheckedHistory other) {
    List<DamagedRange> allRanges = new ArrayList<>(ranges);
    allRanges.addAll(other.ranges);
    List<Damage> allDetails = new ArrayList<>(details);
    allDetails.addAll(other.details);
    return new CheckedHistory(joined(allRanges), allDetails);
  }

  /** One for each kind and partition. */
  static List<DamagedRange> joined(Collection<DamagedRange> ranges) {
    TreeMap<Damage.Kind, TreeMap<Integer, DamagedRange>> joined = new TreeMap<>();
    for (DamagedRange range : ranges) {
      joined
          .computeIfAbsent(range.kind(), kind -> new TreeMap<>())
          .merge(range.partition(), range, DamagedRange::plus);
    }
    return joined.values().stream()
        .flatMap(byPartition -> byPartition.values().stream())
        .sorted(Comparator.comparing(DamagedRange::kind))
        .toList();
  }

  boolean isSound() {
    return ranges.isEmpty();
  }

  boolean rawIsRepeated() {
    return ranges.stream().anyMatch(range -> range.kind() == Damage.Kind.REPEATED_IN_RAW);
  }
}
