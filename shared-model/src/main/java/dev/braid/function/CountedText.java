package dev.braid.function;

/** A text that lets only so many characters be read, so that backtracking comes to an end. */
final class CountedText implements CharSequence {
  private final String text;
  private int left;

  CountedText(String text, int reads) {
    this.text = text;
    this.left = reads;
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public char charAt(int index) {
    if (left == 0) {
      throw ReadTooOften.INSTANCE;
    }
    left--;
    return text.charAt(index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }

  /** Leaves a search; carries no stack, it is no accident. */
  static final class ReadTooOften extends RuntimeException {
    private static final ReadTooOften INSTANCE = new ReadTooOften();

    private ReadTooOften() {
      super("read too often", null, false, false);
    }
  }
}
