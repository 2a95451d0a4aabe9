package dev.braid.serving.merge;

import java.util.Arrays;

/** A group key's values in canonical form, to look groups up by. */
public final class GroupKey {
  private final Object[] values;
  private final int hash;

  /**
   * @param values kept as they are; the caller gives them away
   */
  public GroupKey(Object[] values) {
    this.values = values;
    this.hash = Arrays.hashCode(values);
  }

  /** Not to be changed. */
  public Object[] values() {
    return values;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupKey that
        && hash == that.hash
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(values);
  }
}
