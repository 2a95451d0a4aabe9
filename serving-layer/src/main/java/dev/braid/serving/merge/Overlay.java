package dev.braid.serving.merge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The groups whose rows were taken out of a batch version and finished anew, each with what the
 * batch view holds of it. Lives as long as the version is in use; owned by one thread.
 */
public final class Overlay {
  private final Map<GroupKey, BatchRow> batchRows = new HashMap<>();
  private long onlyInSpeed;

  /** Those of the groups that have not been looked up in the batch view yet. */
  public List<GroupKey> unknown(Collection<GroupKey> groups) {
    List<GroupKey> unknown = new ArrayList<>();
    for (GroupKey group : groups) {
      if (!batchRows.containsKey(group)) {
        unknown.add(group);
      }
    }
    return unknown;
  }

  /**
   * @param found what the batch view holds of the groups; it holds nothing of the others
   */
  public void learn(Collection<GroupKey> groups, Map<GroupKey, BatchRow> found) {
    for (GroupKey group : groups) {
      BatchRow row = found.getOrDefault(group, BatchRow.NONE);
      if (batchRows.put(group, row) == null && row.states() == null) {
        onlyInSpeed++;
      }
    }
  }

  /** Takes back {@link #learn}, for groups that were unknown before. */
  public void forget(Collection<GroupKey> groups) {
    for (GroupKey group : groups) {
      BatchRow row = batchRows.remove(group);
      if (row != null && row.states() == null) {
        onlyInSpeed--;
      }
    }
  }

  /** The group's part in the batch view; it must be known. */
  public BatchRow batchRow(GroupKey group) {
    BatchRow row = batchRows.get(group);
    if (row == null) {
      throw new IllegalStateException("group " + group + " was not looked up");
    }
    return row;
  }

  /** Groups that the batch view has no row of. */
  public long onlyInSpeed() {
    return onlyInSpeed;
  }
}
