package dev.braid.serving.sql;

import static io.trino.sql.tree.FrameBound.Type.CURRENT_ROW;
import static io.trino.sql.tree.FrameBound.Type.FOLLOWING;
import static io.trino.sql.tree.FrameBound.Type.PRECEDING;
import static io.trino.sql.tree.FrameBound.Type.UNBOUNDED_FOLLOWING;
import static io.trino.sql.tree.FrameBound.Type.UNBOUNDED_PRECEDING;

import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.FrameBound;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import io.trino.sql.tree.Window;
import io.trino.sql.tree.WindowFrame;
import io.trino.sql.tree.WindowReference;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Window functions, and what stands behind OVER. */
final class WindowFunctions {
  private WindowFunctions() {}

  static void register(Functions.Registry functions) {
    for (String name : List.of("row_number", "rank", "dense_rank")) {
      functions.window(name, 0, 0, call -> Typed.of(call.aggregate(name, ""), SqlType.BIGINT));
    }
    for (String name : List.of("percent_rank", "cume_dist")) {
      functions.window(name, 0, 0, call -> Typed.of(call.aggregate(name, ""), SqlType.DOUBLE));
    }
    functions.window(
        "ntile",
        1,
        1,
        call -> {
          atLeast(call, 0, 1);
          return Typed.of(
              call.aggregate("ntile", call.coerced(0, SqlType.BIGINT).text()), SqlType.BIGINT);
        });
    functions.window("first_value", 1, 1, WindowFunctions::ofFrame);
    functions.window("last_value", 1, 1, WindowFunctions::ofFrame);
    functions.window("nth_value", 2, 2, WindowFunctions::ofFrame);
    functions.window("lag", 1, 3, WindowFunctions::offset);
    functions.window("lead", 1, 3, WindowFunctions::offset);
  }

  private static void atLeast(Functions.Call call, int index, long least) {
    if (call.size() > index && call.arg(index).constant() instanceof Long n && n < least) {
      throw call.invalid("argument " + (index + 1) + " of " + call.name() + " is too small");
    }
  }

  private static Typed ofFrame(Functions.Call call) {
    atLeast(call, 1, 1);
    String nth = call.size() == 2 ? ", " + call.coerced(1, SqlType.BIGINT).text() : "";
    return Typed.of(call.aggregate(call.name(), call.arg(0).text() + nth), call.arg(0).type());
  }

  private static Typed offset(Functions.Call call) {
    atLeast(call, 1, 0);
    List<String> arguments = new ArrayList<>(List.of(call.arg(0).text()));
    if (call.size() > 1) {
      arguments.add(call.coerced(1, SqlType.BIGINT).text());
    }
    if (call.size() > 2) {
      arguments.add(call.coerced(2, call.arg(0).type()).text());
    }
    return Typed.of(call.aggregate(call.name(), String.join(", ", arguments)), call.arg(0).type());
  }

  /** {@code (PARTITION BY … ORDER BY … frame)}. */
  static String over(Expressions place, Window window) {
    return specification(place, window, place.windows());
  }

  private static String specification(
      Expressions place, Window window, Map<String, WindowSpecification> named) {
    if (window instanceof WindowReference reference) {
      WindowSpecification known = named(named, reference.getName().getValue(), reference);
      return "(" + text(place, known, named) + ")";
    }
    return "(" + text(place, (WindowSpecification) window, named) + ")";
  }

  private static WindowSpecification named(
      Map<String, WindowSpecification> named, String name, Node at) {
    WindowSpecification known = named.get(name.toLowerCase(Locale.ROOT));
    if (known == null) {
      throw ServingErrors.windowNotFound(name, Statements.at(at));
    }
    return known;
  }

  private static String text(
      Expressions place, WindowSpecification window, Map<String, WindowSpecification> named) {
    StringBuilder text = new StringBuilder();
    window
        .getExistingWindowName()
        .ifPresent(
            name ->
                text.append(text(place, named(named, name.getValue(), window), named)).append(' '));
    if (!window.getPartitionBy().isEmpty()) {
      text.append("PARTITION BY ")
          .append(Duck.list(place.translate(window.getPartitionBy())))
          .append(' ');
    }
    window.getOrderBy().ifPresent(order -> text.append(new Sorting(place).of(order)).append(' '));
    window
        .getFrame()
        .ifPresent(
            frame -> {
              checkRange(place, window, frame);
              text.append(frame(place, frame));
            });
    return text.toString();
  }

  private static String frame(Expressions place, WindowFrame frame) {
    if (frame.getPattern().isPresent()) {
      throw Expressions.notSupported("pattern recognition", frame);
    }
    checkOrder(frame);
    String start = bound(place, frame.getStart());
    return frame.getEnd().isPresent()
        ? frame.getType() + " BETWEEN " + start + " AND " + bound(place, frame.getEnd().get())
        : frame.getType() + " " + start;
  }

  private static void checkOrder(WindowFrame frame) {
    FrameBound.Type start = frame.getStart().getType();
    FrameBound.Type end = frame.getEnd().map(FrameBound::getType).orElse(CURRENT_ROW);
    boolean backwards =
        start == UNBOUNDED_FOLLOWING
            || end == UNBOUNDED_PRECEDING
            || start == FOLLOWING && (end == CURRENT_ROW || end == PRECEDING)
            || start == CURRENT_ROW && end == PRECEDING;
    if (backwards) {
      throw ServingErrors.windowFrame("the frame ends before it starts", Statements.at(frame));
    }
  }

  /** RANGE by a distance needs one sort key that distances can be added to. */
  private static void checkRange(Expressions place, WindowSpecification window, WindowFrame frame) {
    boolean distance =
        frame.getStart().getValue().isPresent()
            || frame.getEnd().flatMap(FrameBound::getValue).isPresent();
    if (frame.getType() != WindowFrame.Type.RANGE || !distance) {
      return;
    }
    List<SortItem> keys = window.getOrderBy().map(OrderBy::getSortItems).orElse(List.of());
    if (keys.size() != 1) {
      throw ServingErrors.windowFrame(
          "RANGE by a distance wants one sort key", Statements.at(frame));
    }
    SqlType key = place.translate(keys.get(0).getSortKey()).type();
    if (!key.isNumeric() && key.kind() != SqlType.Kind.DATE && !key.isTimestamp()) {
      throw ServingErrors.typeMismatch(
          "no distance can be added to a " + key, Statements.at(keys.get(0)));
    }
  }

  private static String bound(Expressions place, FrameBound bound) {
    String value = bound.getValue().map(v -> place.translate(v).text() + " ").orElse("");
    return switch (bound.getType()) {
      case UNBOUNDED_PRECEDING -> "UNBOUNDED PRECEDING";
      case UNBOUNDED_FOLLOWING -> "UNBOUNDED FOLLOWING";
      case CURRENT_ROW -> "CURRENT ROW";
      case PRECEDING -> value + "PRECEDING";
      case FOLLOWING -> value + "FOLLOWING";
    };
  }
}
