package dev.braid.serving.sql;

import dev.braid.serving.sql.SqlType.Kind;
import java.util.List;

/** Functions of arrays and maps. */
final class CollectionFunctions {
  private CollectionFunctions() {}

  static void register(Functions.Registry functions) {
    functions.scalar("cardinality", 1, 1, CollectionFunctions::cardinality);
    functions.scalar("element_at", 2, 2, CollectionFunctions::elementAt);
    functions.scalar("contains", 2, 2, CollectionFunctions::contains);
    functions.scalar("array_position", 2, 2, CollectionFunctions::position);
    functions.scalar("array_max", 1, 1, call -> ofElements(call, "array_max"));
    functions.scalar("array_min", 1, 1, call -> ofElements(call, "array_min"));
    functions.scalar(
        "array_sort",
        1,
        1,
        call ->
            Typed.of(
                "list_sort(" + array(call, 0).text() + ", 'ASC', 'NULLS LAST')",
                array(call, 0).type()));
    functions.scalar(
        "array_distinct",
        1,
        1,
        call ->
            Typed.of(
                Functions.macro("array_distinct", array(call, 0).text()), array(call, 0).type()));
    functions.scalar("array_join", 2, 3, CollectionFunctions::join);
    functions.scalar("slice", 3, 3, CollectionFunctions::slice);
    functions.scalar("sequence", 2, 3, CollectionFunctions::sequence);
    functions.scalar("transform", 2, 2, CollectionFunctions::transform);
    functions.scalar("filter", 2, 2, CollectionFunctions::filter);
    functions.scalar("any_match", 2, 2, call -> match(call, "any_match"));
    functions.scalar("all_match", 2, 2, call -> match(call, "all_match"));
    functions.scalar("none_match", 2, 2, call -> match(call, "none_match"));
    functions.scalar(
        "map_keys",
        1,
        1,
        call ->
            Typed.of("map_keys(" + map(call).text() + ")", SqlType.array(map(call).type().key())));
    functions.scalar(
        "map_values",
        1,
        1,
        call ->
            Typed.of(
                "map_values(" + map(call).text() + ")", SqlType.array(map(call).type().value())));
    functions.scalar("map", 0, 2, CollectionFunctions::ofArrays);
    LambdaFunctions.register(functions);
  }

  private static Typed array(Functions.Call call, int index) {
    if (call.arg(index).type().kind() != Kind.ARRAY) {
      throw call.mismatch(call.name() + " wants an array, not a " + call.arg(index).type());
    }
    return call.arg(index);
  }

  private static Typed map(Functions.Call call) {
    if (call.arg(0).type().kind() != Kind.MAP) {
      throw call.mismatch(call.name() + " wants a map, not a " + call.arg(0).type());
    }
    return call.arg(0);
  }

  private static Typed cardinality(Functions.Call call) {
    Kind kind = call.arg(0).type().kind();
    String function = kind == Kind.MAP ? "cardinality" : "len";
    return Typed.of(
        "CAST("
            + function
            + "("
            + (kind == Kind.MAP ? call.arg(0) : array(call, 0)).text()
            + ") AS BIGINT)",
        SqlType.BIGINT);
  }

  private static Typed elementAt(Functions.Call call) {
    SqlType type = call.arg(0).type();
    if (type.kind() == Kind.MAP) {
      return Typed.of(
          Functions.macro("map_element", call.arg(0).text(), call.coerced(1, type.key()).text()),
          type.value());
    }
    return Typed.of(
        Functions.macro(
            "array_element", array(call, 0).text(), call.coerced(1, SqlType.BIGINT).text()),
        type.element());
  }

  private static Typed contains(Functions.Call call) {
    Typed array = array(call, 0);
    return Typed.of(
        Functions.macro("contains", array.text(), call.coerced(1, array.type().element()).text()),
        SqlType.BOOLEAN);
  }

  private static Typed position(Functions.Call call) {
    Typed array = array(call, 0);
    return Typed.of(
        "CAST(CASE WHEN %1$s IS NOT NULL THEN coalesce(list_position(%1$s, %2$s), 0) END AS BIGINT)"
            .formatted(array.text(), call.coerced(1, array.type().element()).text()),
        SqlType.BIGINT);
  }

  private static Typed ofElements(Functions.Call call, String macro) {
    Typed array = array(call, 0);
    String text = Functions.macro(macro, array.text());
    if (array.type().element().isFloating()) {
      String known = Functions.macro(macro.replace("array", "float"), array.text());
      text = "(CASE WHEN " + text + " IS NOT NULL THEN " + known + " END)";
    }
    return Typed.of(text, array.type().element());
  }

  private static Typed join(Functions.Call call) {
    Typed array = array(call, 0);
    Typed texts = Casts.of(array, SqlType.array(SqlType.VARCHAR), false, call.node());
    String separator = call.coerced(1, SqlType.VARCHAR).text();
    return Typed.of(
        call.size() == 2
            ? Functions.macro("array_join", texts.text(), separator)
            : Functions.macro(
                "array_join_with",
                texts.text(),
                separator,
                call.coerced(2, SqlType.VARCHAR).text()),
        SqlType.VARCHAR);
  }

  private static Typed slice(Functions.Call call) {
    Typed array = array(call, 0);
    return Typed.of(
        Functions.macro(
            "slice",
            array.text(),
            call.coerced(1, SqlType.BIGINT).text(),
            call.coerced(2, SqlType.BIGINT).text()),
        array.type());
  }

  private static Typed sequence(Functions.Call call) {
    SqlType type = call.arg(0).type();
    if (type.isInteger()) {
      String step = call.size() == 3 ? call.coerced(2, SqlType.BIGINT).text() : null;
      String from = call.coerced(0, SqlType.BIGINT).text();
      String to = call.coerced(1, SqlType.BIGINT).text();
      return Typed.of(
          step == null
              ? Functions.macro("sequence", from, to)
              : Functions.macro("sequence_by", from, to, step),
          SqlType.array(SqlType.BIGINT));
    }
    if (type.kind() != Kind.DATE && type.kind() != Kind.TIMESTAMP) {
      throw call.mismatch("sequence of " + type);
    }
    String step = call.size() == 3 ? call.arg(2).text() : "to_days(1)";
    if (call.size() == 3 && !call.arg(2).type().isInterval()) {
      throw call.mismatch("sequence of " + type + " by a " + call.arg(2).type());
    }
    String series =
        "generate_series(CAST(%s AS TIMESTAMP), CAST(%s AS TIMESTAMP), %s)"
            .formatted(call.arg(0).text(), call.coerced(1, type).text(), step);
    return Typed.of(Duck.cast(series, SqlType.array(type)), SqlType.array(type));
  }

  private static Typed transform(Functions.Call call) {
    Typed array = array(call, 0);
    Typed lambda = call.lambda(1, array.type().element());
    return Typed.of(
        "list_transform(" + array.text() + ", " + lambda.text() + ")",
        SqlType.array(lambda.type()));
  }

  private static Typed filter(Functions.Call call) {
    Typed array = array(call, 0);
    return Typed.of(
        "list_filter(" + array.text() + ", " + predicate(call, array) + ")", array.type());
  }

  private static String predicate(Functions.Call call, Typed array) {
    Typed lambda = call.lambda(1, array.type().element());
    if (!lambda.type().equals(SqlType.BOOLEAN)) {
      throw call.mismatch("the lambda must be BOOLEAN, it is " + lambda.type());
    }
    return lambda.text();
  }

  private static Typed match(Functions.Call call, String macro) {
    Typed array = array(call, 0);
    return Typed.of(
        Functions.macro(
            macro, "list_transform(" + array.text() + ", " + predicate(call, array) + ")"),
        SqlType.BOOLEAN);
  }

  private static Typed ofArrays(Functions.Call call) {
    if (call.size() == 0) {
      return Typed.of(
          "map(CAST([] AS INTEGER[]), CAST([] AS INTEGER[]))",
          SqlType.map(SqlType.UNKNOWN, SqlType.UNKNOWN));
    }
    if (call.size() != 2) {
      throw call.invalid("map takes an array of keys and one of values");
    }
    List<Typed> parts = List.of(array(call, 0), array(call, 1));
    return Typed.of(
        "map(" + Duck.list(parts) + ")",
        SqlType.map(parts.get(0).type().element(), parts.get(1).type().element()));
  }
}
