package dev.braid.serving.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.braid.aggregate.AggregateFunction;
import dev.braid.aggregate.State;
import dev.braid.aggregate.StateField;
import dev.braid.expression.CompiledView;
import dev.braid.plan.OutputColumn;
import dev.braid.project.ViewDefinition;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Merges the states that the engine gathered into a column's value. States come as JSON: for each
 * aggregate of the column a list of states (null without one), a state being the list of its
 * fields' texts. Thread-safe.
 */
public final class StateMerge {
  /** The engine's name of {@link #merged}. */
  public static final String FUNCTION = "braid_merge";

  private static final JsonMapper JSON = new JsonMapper();

  /** A view's output, and the aggregates that it reads. */
  private record Mergeable(CompiledView view, int output, List<Part> parts) {}

  private record Part(int aggregate, AggregateFunction function, List<StateField> fields) {}

  private final Map<String, Mergeable> columns = new HashMap<>();

  public StateMerge(List<ViewDefinition> definitions) {
    for (ViewDefinition view : definitions) {
      if (view.plan().aggregates().isEmpty()) {
        continue;
      }
      CompiledView compiled = new CompiledView(view.plan());
      for (OutputColumn output : view.plan().outputs()) {
        List<Part> parts = new ArrayList<>();
        for (int aggregate : StateColumns.aggregates(view.plan(), output)) {
          AggregateFunction function = view.plan().aggregates().get(aggregate).bind();
          parts.add(new Part(aggregate, function, function.stateFields()));
        }
        columns.put(
            name(view, output),
            new Mergeable(compiled, view.plan().outputs().indexOf(output), parts));
      }
    }
  }

  static String name(ViewDefinition view, OutputColumn output) {
    return view.name() + "." + output.name();
  }

  /**
   * The text of a view's output over all given states; null if it is NULL.
   *
   * @param column its {@link #name}
   * @param states of the aggregates that the output reads, in their order
   */
  public String merged(String column, String states) {
    Mergeable mergeable = columns.get(column);
    CompiledView view = mergeable.view();
    State[] merged = view.empty();
    String[][][] gathered = parse(states);
    for (int i = 0; i < gathered.length; i++) {
      Part part = mergeable.parts().get(i);
      for (String[] texts : gathered[i] == null ? new String[0][] : gathered[i]) {
        // Merged over no rows, all fields are NULL.
        if (Stream.of(texts).anyMatch(Objects::nonNull)) {
          merged[part.aggregate()].merge(state(part, texts));
        }
      }
    }
    Object[] noKey = new Object[view.plan().keys().size()];
    Object result = view.result(noKey, merged)[mergeable.output()];
    return result == null
        ? null
        : written(result, view.plan().outputs().get(mergeable.output()).type());
  }

  private static State state(Part part, String[] texts) {
    Object[] fields = new Object[texts.length];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = value(texts[i], part.fields().get(i).type());
    }
    return part.function().load(fields, 0);
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
      case DATE -> Temporals.date((Integer) value);
      case TIMESTAMP -> Temporals.timestamp((Long) value);
      case TIMESTAMP_TZ -> Temporals.timestamp((Long) value) + "Z";
      case VARBINARY -> Base64.getEncoder().encodeToString(((Binary) value).bytes());
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      default -> value.toString();
    };
  }

  /** The value of a text that {@link #merged} gave, in the engine's SQL. */
  static String read(String text, DataType type) {
    if (type.kind() == DataType.Kind.VARBINARY) {
      return "from_base64(" + text + ")";
    }
    return Duck.cast(type.isNested() ? "CAST(" + text + " AS JSON)" : text, SqlType.of(type));
  }
}
