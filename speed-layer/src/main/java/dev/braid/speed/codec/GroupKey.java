package dev.braid.speed.codec;

import java.util.Arrays;

/** A group key's canonical bytes: equal keys, equal bytes, the same hash in every process. */
public final class GroupKey {
  private final byte[] bytes;
  private final int hash;

  /**
   * @param bytes given away
   */
  public GroupKey(byte[] bytes) {
    this.bytes = bytes;
    this.hash = Arrays.hashCode(bytes);
  }

  public byte[] bytes() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GroupKey that && hash == that.hash && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
