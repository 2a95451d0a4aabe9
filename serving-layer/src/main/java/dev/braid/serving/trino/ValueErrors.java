package dev.braid.serving.trino;

import java.util.List;
import java.util.regex.Pattern;

/** What Trino calls the errors that only the values can tell, which the engine tells by a text. */
final class ValueErrors {
  private record Sort(Pattern text, String name) {}

  private static final List<Sort> SORTS =
      List.of(
          sort("Division by zero", "DIVISION_BY_ZERO"),
          sort("More than one row returned by a subquery", "SUBQUERY_MULTIPLE_ROWS"),
          sort(
              "Overflow (in|on)|out of range for the destination|(VARSAMP|STDDEV|VARPOP).* is out"
                  + " of range",
              "NUMERIC_VALUE_OUT_OF_RANGE"),
          sort(
              "Cannot cast|Could not cast|Could not convert|invalid \\w+ field format|"
                  + "field value out of range|failed: value is out of range",
              "INVALID_CAST_ARGUMENT"),
          sort(
              "Array subscript|SQL array indices|Index must|Key not present|length must|"
                  + "Could not parse string|Invalid UTF8 Codepoint|Cannot add hours|Invalid format|"
                  + "Map keys|map key list|APPROXIMATE QUANTILE|Argument for ntile|"
                  + "missing [])]|invalid perl operator|no argument for repetition",
              "INVALID_FUNCTION_ARGUMENT"));

  private ValueErrors() {}

  private static Sort sort(String text, String name) {
    return new Sort(Pattern.compile(text), name);
  }

  static String name(String message) {
    return SORTS.stream()
        .filter(sort -> sort.text().matcher(message).find())
        .map(Sort::name)
        .findFirst()
        .orElse("GENERIC_USER_ERROR");
  }
}
