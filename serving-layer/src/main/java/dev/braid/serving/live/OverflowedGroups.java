package dev.braid.serving.live;

import dev.braid.serving.merge.BatchRow;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.MergedRow;
import dev.braid.serving.merge.Merger;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Counts the merged view's groups with a sum whose total has no place in its type: NULL in the
 * answer. Lives as long as a batch version is in use; owned by one thread.
 */
final class OverflowedGroups {
  private final Merger merger;
  private final Set<GroupKey> finished = new HashSet<>();
  private long taken;

  OverflowedGroups(Merger merger) {
    this.merger = merger;
  }

  /** Rows have left the batch version to be finished anew. */
  void took(Collection<BatchRow> rows) {
    taken += count(rows);
  }

  /** Takes back {@link #took}. */
  void gaveBack(Collection<BatchRow> rows) {
    taken -= count(rows);
  }

  private long count(Collection<BatchRow> rows) {
    return rows.stream().filter(merger::overflowed).count();
  }

  MergedRow finished(GroupKey group, MergedRow row) {
    if (row.overflowed()) {
      finished.add(group);
    } else {
      finished.remove(group);
    }
    return row;
  }

  /**
   * All of them.
   *
   * @param inBatchVersion as it was loaded
   */
  long count(long inBatchVersion) {
    return inBatchVersion - taken + finished.size();
  }
}
