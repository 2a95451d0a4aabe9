package dev.braid.aggregate;

/** Means of parts. */
final class Means {
  private Means() {}

  /**
   * The mean of two parts, neither empty, together: the same whichever comes first; exactly theirs
   * if they have the same one, so that what does not vary stays so.
   */
  static double merged(double left, long leftCount, double right, long rightCount) {
    if (left == right) {
      return left;
    }
    double total = leftCount + rightCount;
    return left * (leftCount / total) + right * (rightCount / total);
  }
}
