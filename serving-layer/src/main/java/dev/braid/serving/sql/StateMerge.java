package dev.braid.serving.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.braid.aggregate.State;
import dev.braid.expression.CompiledView;
import dev.braid.plan.StateColumn;
import dev.braid.project.ViewDefinition;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges the states that the engine gathered into a column's value. States come as JSON: for each
 * aggregate of the column a list of states (null without one), a state being the list of its
 * fields' texts. Thread-safe.
 */
public final class StateMerge {
  /** The engine's name of {@link #merged}. */
  public static final String FUNCTION = "braid_merge";

  private static final JsonMapper JSON = new JsonMapper();
  private static final long MICROS_PER_SECOND = 1_000_000;

  private final Map<String, CompiledView> views = new HashMap<>();

  public StateMerge(List<ViewDefinition> definitions) {
    definitions.forEach(view -> views.put(view.name(), new CompiledView(view.plan())));
  }

  /**
   * The text of a view's output over all given states; null if it is NULL.
   *
   * @param states of the aggregates that the output reads, in their order
   */
  public String merged(String view, int output, String states) {
    CompiledView compiled = views.get(view);
    List<Integer> aggregates = StateColumns.aggregates(compiled.plan(), compiled.plan().outputs().get(output));
    String[][][] gathered = parse(states);
    State[] merged = compiled.empty();
    List<StateColumn> columns = compiled.plan().stateColumns();
    for (int i = 0; i < gathered.length; i++) {
      int aggregate = aggregates.get(i);
      List<StateColumn> fields =
          columns.stream().filter(column -> column.aggregate() == aggregate).toList();
      var function = compiled.plan().aggregates().get(aggregate).bind();
      for (String[] texts : gathered[i] == null ? new String[0][] : gathered[i]) {
        Object[] values = new Object[texts.length];
        for (int f = 0; f < values.length; f++) {
          values[f] = value(texts[f], fields.get(f).type());
        }
        merged[aggregate].merge(function.load(values, 0));
      }
    }
    Object[] noKey = new Object[compiled.plan().keys().size()];
    Object result = compiled.result(noKey, merged)[output];
    return result == null
        ? null
        : written(result, compiled.plan().outputs().get(output).type());
  }

  private static String[][][] parse(String states) {
    try {
      return JSON.readValue(states, String[][][].class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("states that the engine gathered cannot be read", e);
    }
  }

  /** A state's field as text, in the engine's SQL. */
  static String text(String column, DataType type) {
    return switch (type.kind()) {
      case VARCHAR -> column;
      case VARBINARY -> "base64(" + column + ")";
      case DATE -> "CAST(" + column + " - DATE '1970-01-01' AS VARCHAR)";
      case TIMESTAMP, TIMESTAMP_TZ -> "CAST(epoch_us(" + column + ") AS VARCHAR)";
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL ->
          "CAST(" + column + " AS VARCHAR)";
      case ARRAY, MAP -> throw new IllegalStateException("no state is a " + type);
    };
  }

  /** What {@link #text} wrote. */
  private static Object value(String text, DataType type) {
    if (text == null) {
      return null;
    }
    return switch (type.kind()) {
      case VARCHAR -> text;
      case VARBINARY -> Binary.of(Base64.getDecoder().decode(text));
      case BOOLEAN -> Boolean.valueOf(text);
      case SMALLINT -> Short.valueOf(text);
      case INTEGER, DATE -> Integer.valueOf(text);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> Long.valueOf(text);
      case REAL -> Values.canonical((float) number(text));
      case DOUBLE -> Values.canonical(number(text));
      case DECIMAL -> new BigDecimal(text);
      case ARRAY, MAP -> throw new IllegalStateException("no state is a " + type);
    };
  }

  private static double number(String text) {
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan", "-nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }

  private static String written(Object value, DataType type) {
    if (!type.isNested()) {
      return scalar(value, type);
    }
    try {
      return JSON.writeValueAsString(nested(value, type));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a " + type + " cannot be written", e);
    }
  }

  private static Object nested(Object value, DataType type) {
    if (value == null) {
      return null;
    }
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>();
      list.forEach(element -> elements.add(nested(element, type.element())));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      map.forEach(
          (key, entry) ->
              entries.put(
                  nested(key, type.parameters().get(0)), nested(entry, type.parameters().get(1))));
      return entries;
    }
    return scalar(value, type);
  }

  private static String scalar(Object value, DataType type) {
    return switch (type.kind()) {
      case DATE -> LocalDate.ofEpochDay((Integer) value).toString();
      case TIMESTAMP -> time((Long) value).toString();
      case TIMESTAMP_TZ -> time((Long) value) + "Z";
      case VARBINARY -> Base64.getEncoder().encodeToString(((Binary) value).bytes());
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      default -> value.toString();
    };
  }

  private static LocalDateTime time(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS_PER_SECOND),
        (int) Math.floorMod(micros, MICROS_PER_SECOND) * 1000,
        ZoneOffset.UTC);
  }

  /** The value of a text that {@link #merged} gave, in the engine's SQL. */
  static String read(String text, DataType type) {
    if (type.kind() == DataType.Kind.VARBINARY) {
      return "from_base64(" + text + ")";
    }
    return Duck.cast(
        type.isNested() ? "CAST(" + text + " AS JSON)" : text, SqlType.of(type));
  }
}
