package dev.braid.batch.generations;

import dev.braid.batch.generations.GenerationsReport.Example;
import dev.braid.batch.generations.GenerationsReport.GroupCounts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the comparison of some groups, or of all of a view, came to.
 *
 * @param examples groups that differ, {@link #MOST} at most
 */
record ComparedPairs(GroupCounts counts, List<Example> examples) {
  static final int MOST = 5;
  static final ComparedPairs NONE =
      new ComparedPairs(new GroupCounts(0, 0, 0, 0, Map.of()), List.of());

  ComparedPairs {
    examples =
        examples.stream()
            .sorted(Comparator.comparing(Example::kind).thenComparing(Example::group))
            .limit(MOST)
            .toList();
  }

  ComparedPairs plus(ComparedPairs other) {
    List<Example> both = new ArrayList<>(examples);
    both.addAll(other.examples);
    Map<String, Long> byColumn = new TreeMap<>(counts.differingByColumn());
    other.counts.differingByColumn().forEach((column, n) -> byColumn.merge(column, n, Long::sum));
    return new ComparedPairs(
        new GroupCounts(
            counts.equal() + other.counts.equal(),
            counts.differing() + other.counts.differing(),
            counts.onlyNew() + other.counts.onlyNew(),
            counts.onlyOld() + other.counts.onlyOld(),
            byColumn),
        both);
  }
}
