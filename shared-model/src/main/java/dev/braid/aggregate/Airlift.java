package dev.braid.aggregate;

import dev.braid.type.Binary;
import io.airlift.slice.Slice;
import io.airlift.slice.Slices;

/** The passage to airlift's sketches. */
final class Airlift {
  static {
    // Airlift's classes weigh themselves when they are loaded, for which jol would attach an agent
    // to this process and start another: seconds, for numbers that nothing here reads.
    skip("jol.skipDynamicAttach");
    skip("jol.skipHotspotSAAttach");
  }

  private Airlift() {}

  private static void skip(String property) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, "true");
    }
  }

  /** Has to come before the first use of an airlift class. */
  static void prepare() {}

  static Binary binary(Slice slice) {
    return Binary.of(slice.getBytes());
  }

  /** Shares the bytes. */
  static Slice slice(Binary binary) {
    return Slices.wrappedBuffer(binary.bytes());
  }
}
