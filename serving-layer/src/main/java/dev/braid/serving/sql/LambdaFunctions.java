package dev.braid.serving.sql;

import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.ComparisonExpression;
import java.util.Arrays;
import java.util.List;

/** Functions of arrays and maps that make others of them. */
final class LambdaFunctions {
  private LambdaFunctions() {}

  static void register(Functions.Registry functions) {
    functions.scalar("reduce", 4, 4, LambdaFunctions::reduce);
    functions.scalar("zip_with", 3, 3, LambdaFunctions::zipWith);
    functions.scalar("map_filter", 2, 2, LambdaFunctions::mapFilter);
    functions.scalar("transform_values", 2, 2, LambdaFunctions::transformValues);
    functions.scalar("transform_keys", 2, 2, LambdaFunctions::transformKeys);
    functions.scalar("map_entries", 1, 1, LambdaFunctions::entries);
    functions.scalar("map_from_entries", 1, 1, LambdaFunctions::fromEntries);
    functions.scalar("map_concat", 2, 2, LambdaFunctions::concat);
    functions.scalar("flatten", 1, 1, LambdaFunctions::flatten);
    functions.scalar("array_union", 2, 2, LambdaFunctions::both);
    functions.scalar("array_except", 2, 2, LambdaFunctions::both);
    functions.scalar("array_remove", 2, 2, LambdaFunctions::remove);
    functions.scalar("repeat", 2, 2, LambdaFunctions::repeat);
  }

  private static Typed of(Functions.Call call, int index, Kind kind) {
    Typed value = call.arg(index);
    if (value.type().kind() != kind) {
      throw call.mismatch(call.name() + " is not for a " + value.type());
    }
    return value;
  }

  private static Typed reduce(Functions.Call call) {
    Typed array = of(call, 0, Kind.ARRAY);
    Typed initial = call.arg(1);
    Typed state = Typed.of(call.fresh(), initial.type());
    Typed element = Typed.of(call.fresh(), array.type().element());
    Typed next = call.applied(2, List.of(state, element));
    if (!TypeRules.becomes(next.type(), initial.type())) {
      throw call.mismatch("reduce of " + initial.type() + " makes a " + next.type());
    }
    String reduced =
        "list_reduce(%s, lambda %s, %s: %s, %s)"
            .formatted(
                array.text(),
                state.text(),
                element.text(),
                TypeRules.coerced(next, initial.type()).text(),
                initial.text());
    return call.applied(3, List.of(Typed.of(reduced, initial.type())));
  }

  private static Typed zipWith(Functions.Call call) {
    Typed a = of(call, 0, Kind.ARRAY);
    Typed b = of(call, 1, Kind.ARRAY);
    String index = call.fresh();
    Typed body =
        call.applied(
            2,
            List.of(
                Typed.of(a.text() + "[" + index + "]", a.type().element()),
                Typed.of(b.text() + "[" + index + "]", b.type().element())));
    return Typed.of(
        "(CASE WHEN %1$s IS NOT NULL AND %2$s IS NOT NULL THEN list_transform(range(1, 1 + greatest(len(%1$s), len(%2$s))), lambda %3$s: %4$s) END)"
            .formatted(a.text(), b.text(), index, body.text()),
        SqlType.array(body.type()));
  }

  private static Typed key(String entry, SqlType map) {
    return Typed.of(entry + ".key", map.key());
  }

  private static Typed value(String entry, SqlType map) {
    return Typed.of(entry + ".value", map.value());
  }

  private static Typed mapFilter(Functions.Call call) {
    Typed map = of(call, 0, Kind.MAP);
    String entry = call.fresh();
    Typed kept = call.applied(1, List.of(key(entry, map.type()), value(entry, map.type())));
    if (!kept.type().equals(SqlType.BOOLEAN)) {
      throw call.mismatch("the lambda must be boolean, it is " + kept.type());
    }
    return Typed.of(
        "map_from_entries(list_filter(map_entries(%s), lambda %s: %s))"
            .formatted(map.text(), entry, kept.text()),
        map.type());
  }

  private static Typed transformValues(Functions.Call call) {
    Typed map = of(call, 0, Kind.MAP);
    String entry = call.fresh();
    Typed body = call.applied(1, List.of(key(entry, map.type()), value(entry, map.type())));
    return transformed(map, entry, entry + ".key", body.text())
        .as(SqlType.map(map.type().key(), body.type()));
  }

  private static Typed transformKeys(Functions.Call call) {
    Typed map = of(call, 0, Kind.MAP);
    String entry = call.fresh();
    Typed body = call.applied(1, List.of(key(entry, map.type()), value(entry, map.type())));
    return transformed(map, entry, body.text(), entry + ".value")
        .as(SqlType.map(body.type(), map.type().value()));
  }

  private static Typed transformed(Typed map, String entry, String key, String value) {
    return Typed.of(
        "map_from_entries(list_transform(map_entries(%s), lambda %s: struct_pack(k := %s, v := %s)))"
            .formatted(map.text(), entry, key, value),
        map.type());
  }

  private static Typed entries(Functions.Call call) {
    Typed map = of(call, 0, Kind.MAP);
    String entry = call.fresh();
    return Typed.of(
        "list_transform(map_entries(%s), lambda %2$s: struct_pack(f0 := %2$s.key, f1 := %2$s.value))"
            .formatted(map.text(), entry),
        SqlType.array(
            SqlType.row(List.of(map.type().key(), map.type().value()), Arrays.asList(null, null))));
  }

  private static Typed fromEntries(Functions.Call call) {
    Typed entries = of(call, 0, Kind.ARRAY);
    SqlType row = entries.type().element();
    if (row.kind() != Kind.ROW || row.parameters().size() != 2) {
      throw call.mismatch("map_from_entries wants rows of two, not " + row);
    }
    return Typed.of(
        "map_from_entries(" + entries.text() + ")",
        SqlType.map(row.parameters().get(0), row.parameters().get(1)));
  }

  private static Typed concat(Functions.Call call) {
    of(call, 0, Kind.MAP);
    of(call, 1, Kind.MAP);
    List<Typed> maps = call.unified();
    return Typed.of(
        "(CASE WHEN %1$s IS NOT NULL AND %2$s IS NOT NULL THEN map_concat(%1$s, %2$s) END)"
            .formatted(maps.get(0).text(), maps.get(1).text()),
        maps.get(0).type());
  }

  private static Typed flatten(Functions.Call call) {
    Typed arrays = of(call, 0, Kind.ARRAY);
    if (arrays.type().element().kind() != Kind.ARRAY) {
      throw call.mismatch("flatten wants arrays of arrays, not " + arrays.type());
    }
    return Typed.of("flatten(" + arrays.text() + ")", arrays.type().element());
  }

  private static Typed both(Functions.Call call) {
    of(call, 0, Kind.ARRAY);
    of(call, 1, Kind.ARRAY);
    List<Typed> arrays = call.unified();
    return Typed.of(
        Functions.macro(call.name(), arrays.get(0).text(), arrays.get(1).text()),
        arrays.get(0).type());
  }

  private static Typed remove(Functions.Call call) {
    Typed array = of(call, 0, Kind.ARRAY);
    String element = call.fresh();
    Typed other = call.coerced(1, array.type().element());
    return Typed.of(
        "(CASE WHEN %4$s IS NOT NULL THEN list_filter(%1$s, lambda %2$s: %2$s IS NULL OR %3$s) END)"
            .formatted(
                array.text(),
                element,
                Comparisons.of(
                        ComparisonExpression.Operator.NOT_EQUAL,
                        Typed.of(element, array.type().element()),
                        other,
                        call.node())
                    .text(),
                other.text()),
        array.type());
  }

  private static Typed repeat(Functions.Call call) {
    return Typed.of(
        Functions.macro("repeat", call.arg(0).text(), call.coerced(1, SqlType.BIGINT).text()),
        SqlType.array(call.arg(0).type()));
  }
}
