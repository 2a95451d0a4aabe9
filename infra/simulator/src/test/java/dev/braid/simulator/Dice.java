package dev.braid.simulator;

/** A step's own random choices: the same salt gives the same ones, whatever other steps do. */
final class Dice {
  private long state;

  Dice(long seed) {
    this.state = seed;
  }

  long bits() {
    state += 0x9E3779B97F4A7C15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** From 0 to below the bound. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(bits(), bound);
  }

  boolean oneIn(int n) {
    return below(n) == 0;
  }

  /** From the first to the last, both possible. */
  long between(long first, long last) {
    return first + Long.remainderUnsigned(bits(), last - first + 1);
  }
}
