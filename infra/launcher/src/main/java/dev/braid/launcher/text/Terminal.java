package dev.braid.launcher.text;

/** What the {@code braid} script found out about the terminal; a JVM cannot ask by itself. */
public final class Terminal {
  /** System property: the number of columns if standard output and error are a terminal. */
  public static final String COLUMNS = "braid.columns";

  private Terminal() {}

  public static boolean isTerminal() {
    return Integer.getInteger(COLUMNS, 0) > 0;
  }

  public static int width() {
    return isTerminal() ? Math.max(40, Integer.getInteger(COLUMNS)) : 100;
  }
}
