package dev.braid.serving.sql;

import dev.braid.serving.sql.SqlType.Kind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Functions of JSON, as text or as JSON. */
final class JsonFunctions {
  private static final Pattern STEP =
      Pattern.compile("\\.([A-Za-z_]\\w*)|\\[(\\d+)]|\\[\"([^\"\\\\]+)\"]");

  private JsonFunctions() {}

  static void register(Functions.Registry functions) {
    functions.scalar("json_extract_scalar", 2, 2, JsonFunctions::scalar);
    functions.scalar("json_extract", 2, 2, JsonFunctions::extract);
    functions.scalar("json_array_length", 1, 1, JsonFunctions::length);
    functions.scalar("json_size", 2, 2, JsonFunctions::size);
    functions.scalar("json_parse", 1, 1, JsonFunctions::parse);
    functions.scalar("json_format", 1, 1, JsonFunctions::format);
  }

  private static String json(Functions.Call call) {
    Typed json = call.arg(0);
    if (json.type().kind() != Kind.JSON && json.type().kind() != Kind.VARCHAR) {
      throw call.mismatch(call.name() + " of a " + json.type());
    }
    return json.text();
  }

  /** A constant path, as DuckDB writes it. */
  private static String path(Functions.Call call) {
    String path = call.text(1);
    StringBuilder steps = new StringBuilder("$");
    Matcher step = STEP.matcher(path);
    int end = 1;
    while (path.startsWith("$") && step.find(end) && step.start() == end) {
      if (step.group(2) != null) {
        steps.append('[').append(step.group(2)).append(']');
      } else {
        String name = step.group(1) == null ? step.group(3) : step.group(1);
        steps.append(".\"").append(name).append('"');
      }
      end = step.end();
    }
    if (!path.startsWith("$") || end != path.length()) {
      throw call.invalid("the path '" + path + "' is not supported; write $.name and $[0]");
    }
    return Duck.literal(steps.toString());
  }

  private static Typed scalar(Functions.Call call) {
    return Typed.of(Functions.macro("json_scalar", json(call), path(call)), SqlType.VARCHAR);
  }

  private static Typed extract(Functions.Call call) {
    return Typed.of(
        "json_extract(" + Functions.macro("json", json(call)) + ", " + path(call) + ")",
        SqlType.JSON);
  }

  private static Typed length(Functions.Call call) {
    return Typed.of(Functions.macro("json_length", json(call)), SqlType.BIGINT);
  }

  private static Typed size(Functions.Call call) {
    return Typed.of(Functions.macro("json_size", extract(call).text()), SqlType.BIGINT);
  }

  /** Of a constant alone: Trino brings names and numbers into one form, which DuckDB does not. */
  private static Typed parse(Functions.Call call) {
    if (!(call.arg(0).constant() instanceof String text)) {
      throw call.notSupported("json_parse of what is not a constant; json_extract reads texts");
    }
    return Typed.of(
        Duck.cast(Duck.literal(Literals.json(text, call.node())), SqlType.JSON), SqlType.JSON);
  }

  private static Typed format(Functions.Call call) {
    if (call.arg(0).type().kind() != Kind.JSON) {
      throw call.mismatch("json_format of a " + call.arg(0).type());
    }
    return Typed.of("CAST(json(" + json(call) + ") AS VARCHAR)", SqlType.VARCHAR);
  }
}
