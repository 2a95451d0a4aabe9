package dev.braid.launcher.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import dev.braid.launcher.serving.Position;
import dev.braid.launcher.text.Csv;
import dev.braid.launcher.text.TextTable;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How an answer is printed. All but the table are printed as the rows come in, however many. */
public enum AnswerFormat {
  /** For people: aligned, and below the rows how fresh what was read is. */
  table {
    @Override
    public void print(StreamedAnswer answer, PrintStream out) throws SQLException, IOException {
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < answer.columns().size(); i++) {
        if (answer.columns().get(i).isNumeric()) {
          numbers.add(i);
        }
      }
      TextTable table = new TextTable(names(answer), numbers);
      int count = 0;
      List<Object> row = answer.next();
      for (; row != null && count < MOST_OF_A_TABLE; row = answer.next()) {
        table.row(cells(row, "NULL"));
        count++;
      }
      table.lines().forEach(out::println);
      out.println();
      out.println(
          (count == 1 ? "1 row" : count + " rows")
              + (row == null && !answer.isTruncated()
                  ? ""
                  : ", and more than are shown; use LIMIT or WHERE"));
      Position.ofAll(answer.report().path("views")).forEach(view -> out.println(view.line()));
    }
  },

  /** {@code columns}, {@code rows}, {@code truncated}, {@code generation}, {@code views}. */
  json {
    @Override
    public void print(StreamedAnswer answer, PrintStream out) throws SQLException, IOException {
      out.println("{");
      out.println("  \"columns\" : " + ONE_LINE.writeValueAsString(answer.columns()) + ",");
      out.print("  \"rows\" : [");
      long count = 0;
      for (List<Object> row = answer.next(); row != null; row = answer.next()) {
        if (isNoLongerRead(out, count)) {
          return;
        }
        out.println(count == 0 ? "" : ",");
        out.print("    " + ONE_LINE.writeValueAsString(row));
        count++;
      }
      out.println(" ],");
      out.print("  \"truncated\" : " + answer.isTruncated());
      for (var entry : answer.report().properties()) {
        out.println(",");
        out.print(
            "  \"" + entry.getKey() + "\" : " + ONE_LINE.writeValueAsString(entry.getValue()));
      }
      out.println();
      out.println("}");
    }
  },

  /** A line of names, then the rows. */
  csv {
    @Override
    public void print(StreamedAnswer answer, PrintStream out) throws SQLException {
      out.println(Csv.line(names(answer)));
      long count = 0;
      for (List<Object> row = answer.next(); row != null; row = answer.next()) {
        if (isNoLongerRead(out, count)) {
          return;
        }
        out.println(Csv.line(cells(row, null)));
        count++;
      }
      if (answer.isTruncated()) {
        System.err.println(
            "braid: there are more rows than serving gives at once; use LIMIT or WHERE");
      }
    }
  };

  /** It is held whole, for the widths of its columns. */
  private static final int MOST_OF_A_TABLE = 100_000;

  /** So many rows are printed between two looks at who reads them. */
  private static final int LOOK_EVERY = 1_000;

  private static final ObjectWriter ONE_LINE =
      CompiledProject.json().writer().without(SerializationFeature.INDENT_OUTPUT);

  /** Prints an answer to its end, or for as long as somebody takes what is printed. */
  public abstract void print(StreamedAnswer answer, PrintStream out)
      throws SQLException, IOException;

  private static boolean isNoLongerRead(PrintStream out, long count) {
    return count % LOOK_EVERY == 0 && out.checkError();
  }

  private static List<String> names(StreamedAnswer answer) {
    return answer.columns().stream().map(StreamedAnswer.Column::name).toList();
  }

  private static List<String> cells(List<Object> row, String nullText) {
    List<String> cells = new ArrayList<>(row.size());
    for (Object value : row) {
      cells.add(value == null ? nullText : text(value));
    }
    return cells;
  }

  private static String text(Object value) {
    if (!(value instanceof Iterable<?>) && !(value instanceof Map<?, ?>)) {
      return value.toString();
    }
    try {
      return ONE_LINE.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
