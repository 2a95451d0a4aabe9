package dev.braid.function;

import static dev.braid.type.DataType.BIGINT;
import static dev.braid.type.DataType.BOOLEAN;
import static dev.braid.type.DataType.VARCHAR;

import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
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
              regular(List.of(VARCHAR, VARCHAR), BOOLEAN, PatternFunctions::contains)),
          new ScalarFunction(
              "regexp_extract",
              "regexp_extract(VARCHAR, 'pattern') or regexp_extract(VARCHAR, 'pattern', group), the"
                  + " pattern a constant in Java's syntax",
              regular(
                  List.of(VARCHAR, VARCHAR),
                  VARCHAR,
                  pattern -> values -> extracted(pattern, (String) values[0], 0)),
              regular(
                  List.of(VARCHAR, VARCHAR, BIGINT),
                  VARCHAR,
                  pattern -> values -> extracted(pattern, (String) values[0], (Long) values[2]))),
          new ScalarFunction(
              "regexp_replace",
              "regexp_replace(VARCHAR, 'pattern') or regexp_replace(VARCHAR, 'pattern',"
                  + " 'replacement'), both constants, in Java's syntax",
              regular(List.of(VARCHAR, VARCHAR), VARCHAR, pattern -> replacing(pattern, "")),
              PatternFunctions::replacing));

  private PatternFunctions() {}

  // LIKE

  private static Overload like(List<DataType> parameters) {
    return arguments ->
        Overload.takes(parameters, arguments)
            ? Optional.of(new BoundFunction(parameters, BOOLEAN, likeBody(arguments)))
            : Optional.empty();
  }

  private static Body likeBody(List<Expression> arguments) {
    Object[] constants =
        arguments.stream().map(argument -> Constants.value(argument).orElse(null)).toArray();
    boolean constant = Arrays.stream(constants).skip(1).allMatch(Objects::nonNull);
    Optional<LikePattern> known = constant ? likePattern(constants) : Optional.empty();
    return values -> {
      Optional<LikePattern> pattern = constant ? known : likePattern(values);
      return pattern.map(like -> like.matches((String) values[0])).orElse(null);
    };
  }

  /** Of the second value and, if there is one, the escape that is third. */
  private static Optional<LikePattern> likePattern(Object[] values) {
    return values.length == 2
        ? Optional.of(LikePattern.of((String) values[1]))
        : LikePattern.of((String) values[1], (String) values[2]);
  }

  // Regular expressions

  /** Takes a second argument that is a constant pattern. */
  private static Overload regular(
      List<DataType> parameters, DataType result, Function<RegularExpression, Body> body) {
    return arguments ->
        Overload.takes(parameters, arguments)
            ? Constants.text(arguments.get(1))
                .flatMap(RegularExpression::of)
                .map(pattern -> new BoundFunction(parameters, result, body.apply(pattern)))
            : Optional.empty();
  }

  private static Body contains(RegularExpression pattern) {
    return values -> pattern.search((String) values[0], Matches::find);
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
                            pattern -> replacing(pattern, replacement))
                        .bind(arguments))
        : Optional.empty();
  }

  /** NULL if a match is to be replaced and the replacement is none for the pattern. */
  private static Body replacing(RegularExpression pattern, String template) {
    Optional<Replacement> replacement = Replacement.of(template, pattern.groups());
    return values -> pattern.search((String) values[0], matches -> replaced(matches, replacement));
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
