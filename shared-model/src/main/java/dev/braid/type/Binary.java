package dev.braid.type;

import java.util.Arrays;
import java.util.HexFormat;

/** The bytes of a VARBINARY: equal if their bytes are, ordered as unsigned bytes. Immutable. */
public final class Binary implements Comparable<Binary> {
  private final byte[] bytes;

  private Binary(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes the array over; the caller gives it away. */
  public static Binary of(byte[] bytes) {
    return new Binary(bytes);
  }

  /** Reads lower- or upper-case hexadecimal digits. */
  public static Binary ofHex(String hex) {
    return new Binary(HexFormat.of().parseHex(hex));
  }

  /** Not to be changed. */
  public byte[] bytes() {
    return bytes;
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public int compareTo(Binary other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Binary that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "X'" + hex() + "'";
  }
}
