package dev.braid.serving.merge;

import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import java.util.List;

/**
 * One version of a batch view, as found in its table.
 *
 * @param version the Delta version, or -1 for {@link #NONE}
 * @param commit what the version says of itself; null for {@link #NONE} only
 * @param files its Parquet files, each a path that the query engine can open
 */
public record BatchVersion(long version, BatchCommit commit, List<String> files) {
  /** The past of a view that no batch run has computed yet: no rows, covering nothing. */
  public static final BatchVersion NONE = new BatchVersion(-1, null, List.of());

  public BatchVersion {
    files = List.copyOf(files);
  }

  public boolean isNone() {
    return commit == null;
  }

  public Frontier frontier() {
    return isNone() ? Frontier.NONE : commit.frontier();
  }

  public Frontier previousFrontier() {
    return isNone() ? Frontier.NONE : commit.previousFrontier();
  }

  @Override
  public String toString() {
    return isNone() ? "no batch version" : "batch version " + version + " at " + frontier();
  }
}
