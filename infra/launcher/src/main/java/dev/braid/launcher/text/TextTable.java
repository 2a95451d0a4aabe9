package dev.braid.launcher.text;

import java.util.ArrayList;
import java.util.List;

/** Rows as an aligned table, numbers to the right. */
public final class TextTable {
  private final List<String> columns;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table without rows.
   *
   * @param rightAligned positions of the columns that hold numbers
   */
  public TextTable(List<String> columns, List<Integer> rightAligned) {
    this.columns = List.copyOf(columns);
    this.right = new boolean[columns.size()];
    rightAligned.forEach(column -> right[column] = true);
  }

  public TextTable row(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells in " + columns.size() + " columns");
    }
    rows.add(cells.stream().map(TextTable::onOneLine).toList());
    return this;
  }

  public List<String> lines() {
    int[] widths = new int[columns.size()];
    widen(widths, columns);
    rows.forEach(row -> widen(widths, row));
    List<String> lines = new ArrayList<>();
    lines.add(line(columns, widths));
    StringBuilder rule = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      rule.append(c == 0 ? "" : "  ").append("-".repeat(widths[c]));
    }
    lines.add(rule.toString());
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int c = 0; c < widths.length; c++) {
      widths[c] = Math.max(widths[c], width(cells.get(c)));
    }
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < widths.length; c++) {
      String cell = cells.get(c);
      String pad = " ".repeat(widths[c] - width(cell));
      line.append(c == 0 ? "" : "  ").append(right[c] ? pad + cell : cell + pad);
    }
    return line.toString().stripTrailing();
  }

  private static int width(String text) {
    return text.codePointCount(0, text.length());
  }

  /** A control character in a value must not break the table or steer the terminal. */
  private static String onOneLine(String cell) {
    StringBuilder shown = new StringBuilder(cell.length());
    cell.codePoints()
        .forEach(
            c -> {
              if (c == '\n') {
                shown.append("\\n");
              } else if (c == '\t') {
                shown.append("\\t");
              } else if (Character.isISOControl(c)) {
                shown.append(String.format("\\u%04x", c));
              } else {
                shown.appendCodePoint(c);
              }
            });
    return shown.toString();
  }
}
