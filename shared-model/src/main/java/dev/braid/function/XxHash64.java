package dev.braid.function;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The 64-bit xxHash of bytes, with seed 0. */
final class XxHash64 {
  private static final long PRIME_1 = 0x9E3779B185EBCA87L;
  private static final long PRIME_2 = 0xC2B2AE3D27D4EB4FL;
  private static final long PRIME_3 = 0x165667B19E3779F9L;
  private static final long PRIME_4 = 0x85EBCA77C2B2AE63L;
  private static final long PRIME_5 = 0x27D4EB2F165667C5L;
  private static final long PRIME_1_PLUS_2 = 0x60EA27EEADC0B5D6L;
  private static final int STRIPE = 4 * Long.BYTES;

  private XxHash64() {}

  static long hash(byte[] bytes) {
    ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    long hash = (bytes.length < STRIPE ? PRIME_5 : stripes(input)) + bytes.length;
    while (input.remaining() >= Long.BYTES) {
      hash = Long.rotateLeft(hash ^ round(0, input.getLong()), 27) * PRIME_1 + PRIME_4;
    }
    if (input.remaining() >= Integer.BYTES) {
      long lane = Integer.toUnsignedLong(input.getInt());
      hash = Long.rotateLeft(hash ^ (lane * PRIME_1), 23) * PRIME_2 + PRIME_3;
    }
    while (input.hasRemaining()) {
      long lane = Byte.toUnsignedLong(input.get());
      hash = Long.rotateLeft(hash ^ (lane * PRIME_5), 11) * PRIME_1;
    }
    return avalanche(hash);
  }

  /** Reads all whole stripes into four lanes. */
  private static long stripes(ByteBuffer input) {
    long first = PRIME_1_PLUS_2;
    long second = PRIME_2;
    long third = 0;
    long fourth = -PRIME_1;
    while (input.remaining() >= STRIPE) {
      first = round(first, input.getLong());
      second = round(second, input.getLong());
      third = round(third, input.getLong());
      fourth = round(fourth, input.getLong());
    }
    long hash =
        Long.rotateLeft(first, 1)
            + Long.rotateLeft(second, 7)
            + Long.rotateLeft(third, 12)
            + Long.rotateLeft(fourth, 18);
    hash = merge(hash, first);
    hash = merge(hash, second);
    hash = merge(hash, third);
    return merge(hash, fourth);
  }

  private static long round(long lane, long input) {
    return Long.rotateLeft(lane + input * PRIME_2, 31) * PRIME_1;
  }

  private static long merge(long hash, long lane) {
    return (hash ^ round(0, lane)) * PRIME_1 + PRIME_4;
  }

  private static long avalanche(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * PRIME_2;
    mixed = (mixed ^ (mixed >>> 29)) * PRIME_3;
    return mixed ^ (mixed >>> 32);
  }
}
