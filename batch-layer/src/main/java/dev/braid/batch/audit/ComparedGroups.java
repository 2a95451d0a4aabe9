package dev.braid.batch.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What the comparison of some groups, or of all of a view, came to.
 *
 * @param events of the groups computed again
 * @param differing groups with a difference
 * @param found differences in all
 * @param differences the first of them, {@link #MOST} at most
 */
record ComparedGroups(
    long groups, long events, long differing, long found, List<Difference> differences) {
  static final int MOST = 1000;
  static final ComparedGroups NONE = new ComparedGroups(0, 0, 0, 0, List.of());

  ComparedGroups {
    differences = differences.stream().limit(MOST).toList();
  }

  ComparedGroups plus(ComparedGroups other) {
    List<Difference> both = new ArrayList<>(differences);
    both.addAll(other.differences);
    both.sort(Comparator.comparing(Difference::shownGroup));
    return new ComparedGroups(
        groups + other.groups,
        events + other.events,
        differing + other.differing,
        found + other.found,
        both);
  }
}
