package dev.braid.launcher.text;

import java.io.PrintStream;
import java.util.List;

/**
 * Some lines at the bottom of a terminal that are drawn over and over. Where the output is no
 * terminal only the lines above it are printed: the block is never shown.
 */
public final class LiveBlock implements AutoCloseable {
  private final PrintStream out;
  private final boolean terminal;
  private final int width;
  private List<String> shown = List.of();

  public LiveBlock(PrintStream out, boolean terminal, int width) {
    this.out = out;
    this.terminal = terminal;
    this.width = width;
  }

  /** Standard error, for progress: standard output may be piped. */
  public static LiveBlock onStandardError() {
    return new LiveBlock(System.err, Terminal.isTerminal(), Terminal.width());
  }

  public boolean isTerminal() {
    return terminal;
  }

  /** Draws the block anew. */
  public synchronized void show(List<String> lines) {
    if (!terminal) {
      return;
    }
    StringBuilder text = new StringBuilder(erase());
    for (String line : lines) {
      text.append(cut(line)).append('\n');
    }
    out.print(text);
    out.flush();
    shown = List.copyOf(lines);
  }

  /** Prints a line above the block, where it stays. */
  public synchronized void print(String line) {
    List<String> block = shown;
    out.print(erase() + line + "\n");
    shown = List.of();
    out.flush();
    show(block);
  }

  /** Leaves the block as it is; what is printed next comes below it. */
  @Override
  public synchronized void close() {
    shown = List.of();
  }

  private String erase() {
    return shown.isEmpty() ? "" : "\033[" + shown.size() + "A\r\033[J";
  }

  private String cut(String line) {
    return line.length() <= width ? line : line.substring(0, Math.max(0, width - 1)) + "…";
  }
}
