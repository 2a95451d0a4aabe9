package dev.braid.contract;

import dev.braid.error.TextFile;
import dev.braid.plan.Expression;
import dev.braid.project.CompiledProject;
import dev.braid.source.Column;
import dev.braid.source.EventDecoder;
import dev.braid.source.Rejection;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.view.sql.ViewSqlCompiler;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expressions with the value that each must have, worked out by hand from Trino's documentation,
 * for every engine to run. They are in {@code hard-cases/*.txt}, one a line: {@code expression
 * [over {"column": value, …}] => value}. Blank lines and lines that start with {@code #} say
 * nothing. A value is written as {@link #print} does.
 */
public final class HardCases {
  static final List<String> FILES = List.of("logic", "numbers", "strings", "dates");
  private static final Pattern LINE =
      Pattern.compile("(.+?)(?:\\s+over\\s+(\\{.*}))?\\s+=>\\s+(.*)");

  /** A column of every type, all NULL unless a case says otherwise. */
  public static final Source SOURCE =
      new Source(
          "c",
          "c",
          "json",
          1,
          List.of(
              new Column("b", DataType.BOOLEAN, false),
              new Column("t", DataType.SMALLINT, false),
              new Column("i", DataType.INTEGER, false),
              new Column("j", DataType.INTEGER, false),
              new Column("l", DataType.BIGINT, false),
              new Column("r", DataType.REAL, false),
              new Column("d", DataType.DOUBLE, false),
              new Column("e", DataType.DOUBLE, false),
              new Column("m", DataType.decimal(18, 2), false),
              new Column("w", DataType.decimal(38, 4), false),
              new Column("s", DataType.VARCHAR, false),
              new Column("u", DataType.VARCHAR, false),
              new Column("x", DataType.VARBINARY, false),
              new Column("day", DataType.DATE, false),
              new Column("at", DataType.TIMESTAMP, false),
              new Column("tz", DataType.TIMESTAMP_TZ, false)));

  private HardCases() {}

  /**
   * One line.
   *
   * @param place file and line
   * @param event in the order of {@link #SOURCE}'s columns
   * @param expected as {@link #print} writes it
   */
  public record HardCase(
      String place, String sql, Expression expression, Object[] event, String expected) {
    @Override
    public String toString() {
      return place + ": " + sql;
    }
  }

  /** All of them, compiled from their SQL. */
  public static List<HardCase> all() {
    return FILES.stream().flatMap(file -> compiled(file).stream()).toList();
  }

  /**
   * All of them with the plans that lie beside them, for engines whose tests have no parser. {@code
   * HardCasesTest} keeps the two together.
   */
  public static List<HardCase> planned() {
    return FILES.stream().flatMap(file -> planned(file).stream()).toList();
  }

  static List<HardCase> compiled(String file) {
    return lines(file).stream().map(line -> line.with(compile(line.place(), line.sql()))).toList();
  }

  private static List<HardCase> planned(String file) {
    List<Line> lines = lines(file);
    List<String> plans = read(planFile(file)).lines().toList();
    if (plans.size() != lines.size()) {
      throw new IllegalStateException(
          planFile(file) + " is of other cases: run HardCasesTest with -Dbraid.golden=write");
    }
    List<HardCase> cases = new ArrayList<>();
    for (int i = 0; i < plans.size(); i++) {
      cases.add(lines.get(i).with(plan(plans.get(i))));
    }
    return cases;
  }

  /** Where the plans of a file's cases are, one a line. */
  static String planFile(String file) {
    return "hard-cases/" + file + ".jsonl";
  }

  private static Expression plan(String json) {
    try {
      return CompiledProject.json().readValue(json, Expression.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A line that is read but not compiled.
   *
   * @param json the event
   */
  private record Line(String place, String sql, String json, String expected) {
    HardCase with(Expression expression) {
      return new HardCase(place, sql, expression, event(), expected);
    }

    private Object[] event() {
      Object[] event = new Object[SOURCE.columns().size()];
      Rejection rejection =
          new EventDecoder(SOURCE).decode(json.getBytes(StandardCharsets.UTF_8), event);
      if (rejection != null) {
        throw new IllegalArgumentException(place + ": " + rejection.reason());
      }
      return event;
    }
  }

  private static List<Line> lines(String name) {
    List<Line> parsed = new ArrayList<>();
    String file = "hard-cases/" + name + ".txt";
    String[] lines = read(file).split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].isBlank() && !lines[i].startsWith("#")) {
        parsed.add(parse(file + ":" + (i + 1), lines[i].strip()));
      }
    }
    return parsed;
  }

  private static Line parse(String place, String line) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(place + " is no case: " + line);
    }
    String json = matcher.group(2) == null ? "{}" : matcher.group(2);
    return new Line(place, matcher.group(1), json, matcher.group(3));
  }

  private static Expression compile(String place, String sql) {
    TextFile view = new TextFile(place, "SELECT " + sql + " AS v FROM c GROUP BY 1");
    return ViewSqlCompiler.compile(view, List.of(SOURCE)).keys().get(0).expression();
  }

  /**
   * A value as text: {@code NULL}, {@code true}, {@code 1.50}, {@code 'text'}, {@code X'00ff'},
   * {@code 2026-01-31}, {@code 2026-01-31 23:59:59.5}.
   */
  public static String print(DataType type, Object value) {
    if (value == null) {
      return "NULL";
    }
    return switch (type.kind()) {
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case VARCHAR -> "'" + value + "'";
      case DATE -> Temporals.date((Integer) value);
      case TIMESTAMP, TIMESTAMP_TZ -> Temporals.timestamp((Long) value);
      default -> value.toString();
    };
  }

  private static String read(String file) {
    try (InputStream in = HardCases.class.getResourceAsStream("/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no " + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
