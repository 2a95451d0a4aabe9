package dev.braid.function;

import static dev.braid.type.DataType.BIGINT;
import static dev.braid.type.DataType.BOOLEAN;
import static dev.braid.type.DataType.VARCHAR;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** LIKE and regular expressions. */
final class PatternFunctions {
  static final List<ScalarFunction> ALL =
      List.of(
          new ScalarFunction(
              "like",
              "VARCHAR LIKE pattern, or VARCHAR LIKE pattern ESCAPE character",
              like(List.of(VARCHAR, VARCHAR)),
              like(List.of(VARCHAR, VARCHAR, VARCHAR))),
          new ScalarFunction(
              "regexp_like",
              "regexp_like(VARCHAR, 'pattern'), a constant in Java's syntax",
              regular(List.of(VARCHAR, VARCHAR), BOOLEAN, List.of(0), PatternFunctions::contains)),
          new ScalarFunction(
              "regexp_extract",
              "regexp_extract(VARCHAR, 'pattern') or regexp_extract(VARCHAR, 'pattern', group), the"
                  + " pattern a constant in Java's syntax",
              regular(
                  List.of(VARCHAR, VARCHAR),
                  VARCHAR,
                  List.of(0),
                  pattern -> (Body.Unary) text -> extracted(pattern, (String) text, 0)),
              regular(
                  List.of(VARCHAR, VARCHAR, BIGINT),
                  VARCHAR,
                  List.of(0, 2),
                  pattern ->
                      (Body.Binary)
                          (text, group) -> extracted(pattern, (String) text, (Long) group))),
          new ScalarFunction(
              "regexp_replace",
              "regexp_replace(VARCHAR, 'pattern') or regexp_replace(VARCHAR, 'pattern',"
                  + " 'replacement'), both constants, in Java's syntax",
              regular(
                  List.of(VARCHAR, VARCHAR),
                  VARCHAR,
                  List.of(0),
                  pattern -> replacing(pattern, "")),
              PatternFunctions::replacing));

  private PatternFunctions() {}

  // LIKE

  private static Overload like(List<DataType> parameters) {
    return arguments ->
        Overload.takes(parameters, arguments)
            ? Optional.of(constantLike(parameters, arguments).orElse(anyLike(parameters)))
            : Optional.empty();
  }

  /** Reads the pattern once; empty unless it, and the escape if there is one, are constants. */
  private static Optional<BoundFunction> constantLike(
      List<DataType> parameters, List<Expression> arguments) {
    Object[] constants =
        arguments.stream()
            .skip(1)
            .flatMap(argument -> Constants.value(argument).stream())
            .toArray();
    if (constants.length < parameters.size() - 1) {
      return Optional.empty();
    }
    LikePattern pattern =
        constants.length == 1
            ? LikePattern.of((String) constants[0])
            : LikePattern.of((String) constants[0], (String) constants[1]).orElse(null);
    Body.Unary body = text -> pattern == null ? null : (Object) pattern.matches((String) text);
    return Optional.of(new BoundFunction(parameters, BOOLEAN, List.of(0), body));
  }

  private static BoundFunction anyLike(List<DataType> parameters) {
    Body.Binary plain = (text, pattern) -> LikePattern.of((String) pattern).matches((String) text);
    Body.Ternary escaped =
        (text, pattern, escape) ->
            LikePattern.of((String) pattern, (String) escape)
                .map(like -> like.matches((String) text))
                .orElse(null);
    return new BoundFunction(parameters, BOOLEAN, parameters.size() == 2 ? plain : escaped);
  }

  // Regular expressions

  /** Takes a second argument that is a constant pattern. */
  private static Overload regular(
      List<DataType> parameters,
      DataType result,
      List<Integer> inputs,
      Function<RegularExpression, Body> body) {
    return arguments ->
        Overload.takes(parameters, arguments)
            ? Constants.text(arguments.get(1))
                .flatMap(RegularExpression::of)
                .map(pattern -> new BoundFunction(parameters, result, inputs, body.apply(pattern)))
            : Optional.empty();
  }

  private static Body.Unary contains(RegularExpression pattern) {
    return text -> pattern.search((String) text, Matches::find);
  }

  /** NULL if the pattern is not found, has no such group, or the group takes no part. */
  private static String extracted(RegularExpression pattern, String text, long group) {
    return group < 0 || group > pattern.groups()
        ? null
        : pattern.search(text, matches -> matches.find() ? matches.group((int) group) : null);
  }

  private static Optional<BoundFunction> replacing(List<Expression> arguments) {
    return arguments.size() == 3
        ? Constants.text(arguments.get(2))
            .flatMap(
                replacement ->
                    regular(
                            List.of(VARCHAR, VARCHAR, VARCHAR),
                            VARCHAR,
                            List.of(0),
                            pattern -> replacing(pattern, replacement))
                        .bind(arguments))
        : Optional.empty();
  }

  /** NULL if a match is to be replaced and the replacement is none for the pattern. */
  private static Body.Unary replacing(RegularExpression pattern, String template) {
    Optional<Replacement> replacement = Replacement.of(template, pattern.groups());
    return text -> pattern.search((String) text, matches -> replaced(matches, replacement));
  }

  private static String replaced(Matches matches, Optional<Replacement> replacement) {
    StringBuilder replaced = new StringBuilder();
    int begin = 0;
    while (matches.find()) {
      String by = replacement.map(known -> known.at(matches)).orElse(null);
      if (by == null || replaced.length() > Text.MAX_LENGTH) {
        return null;
      }
      replaced.append(matches.text(), begin, matches.start()).append(by);
      begin = matches.end();
    }
    replaced.append(matches.text(), begin, matches.text().length());
    return replaced.length() > Text.MAX_LENGTH ? null : replaced.toString();
  }
}
