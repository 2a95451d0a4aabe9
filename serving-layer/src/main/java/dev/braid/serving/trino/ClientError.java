package dev.braid.serving.trino;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import io.trino.client.ErrorInfo;
import io.trino.client.ErrorLocation;
import io.trino.client.FailureInfo;
import io.trino.client.QueryError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Errors as clients are told them: Trino's name and number where it has one for it. */
public final class ClientError {
  private static final String USER = "USER_ERROR";
  private static final String INTERNAL = "INTERNAL_ERROR";
  private static final String RESOURCES = "INSUFFICIENT_RESOURCES";

  private static final int FIRST_INTERNAL = 0x1_0000;
  private static final int FIRST_OF_RESOURCES = 0x2_0000;

  /** Errors that only Braid has: this and the exit status of their kind. */
  private static final int BRAIDS_OWN = 0x1B1D_0000;

  /** Trino's names, with their numbers, which never change. */
  private static final Map<String, Integer> NUMBERS =
      Map.ofEntries(
          Map.entry("GENERIC_USER_ERROR", 0),
          Map.entry("SYNTAX_ERROR", 1),
          Map.entry("USER_CANCELED", 3),
          Map.entry("PERMISSION_DENIED", 4),
          Map.entry("NOT_FOUND", 5),
          Map.entry("FUNCTION_NOT_FOUND", 6),
          Map.entry("INVALID_FUNCTION_ARGUMENT", 7),
          Map.entry("DIVISION_BY_ZERO", 8),
          Map.entry("INVALID_CAST_ARGUMENT", 9),
          Map.entry("OPERATOR_NOT_FOUND", 10),
          Map.entry("NOT_SUPPORTED", 13),
          Map.entry("INVALID_SESSION_PROPERTY", 14),
          Map.entry("INVALID_WINDOW_FRAME", 15),
          Map.entry("NUMERIC_VALUE_OUT_OF_RANGE", 19),
          Map.entry("UNKNOWN_TRANSACTION", 20),
          Map.entry("NOT_IN_TRANSACTION", 21),
          Map.entry("READ_ONLY_VIOLATION", 23),
          Map.entry("SUBQUERY_MULTIPLE_ROWS", 28),
          Map.entry("QUERY_REJECTED", 31),
          Map.entry("AMBIGUOUS_FUNCTION_CALL", 32),
          Map.entry("QUERY_TEXT_TOO_LARGE", 35),
          Map.entry("UNSUPPORTED_SUBQUERY", 36),
          Map.entry("TYPE_NOT_FOUND", 43),
          Map.entry("CATALOG_NOT_FOUND", 44),
          Map.entry("SCHEMA_NOT_FOUND", 45),
          Map.entry("TABLE_NOT_FOUND", 46),
          Map.entry("COLUMN_NOT_FOUND", 47),
          Map.entry("DUPLICATE_NAMED_QUERY", 53),
          Map.entry("DUPLICATE_COLUMN_NAME", 54),
          Map.entry("MISSING_COLUMN_NAME", 55),
          Map.entry("MISSING_CATALOG_NAME", 56),
          Map.entry("MISSING_SCHEMA_NAME", 57),
          Map.entry("TYPE_MISMATCH", 58),
          Map.entry("INVALID_LITERAL", 59),
          Map.entry("MISMATCHED_COLUMN_ALIASES", 61),
          Map.entry("AMBIGUOUS_NAME", 62),
          Map.entry("INVALID_COLUMN_REFERENCE", 63),
          Map.entry("MISSING_GROUP_BY", 64),
          Map.entry("MISSING_ORDER_BY", 65),
          Map.entry("MISSING_OVER", 66),
          Map.entry("NESTED_AGGREGATION", 67),
          Map.entry("NESTED_WINDOW", 68),
          Map.entry("EXPRESSION_NOT_IN_DISTINCT", 69),
          Map.entry("TOO_MANY_GROUPING_SETS", 70),
          Map.entry("FUNCTION_NOT_WINDOW", 71),
          Map.entry("FUNCTION_NOT_AGGREGATE", 72),
          Map.entry("EXPRESSION_NOT_AGGREGATE", 73),
          Map.entry("EXPRESSION_NOT_SCALAR", 74),
          Map.entry("EXPRESSION_NOT_CONSTANT", 75),
          Map.entry("INVALID_ARGUMENTS", 76),
          Map.entry("TOO_MANY_ARGUMENTS", 77),
          Map.entry("INVALID_PARAMETER_USAGE", 80),
          Map.entry("NULL_TREATMENT_NOT_ALLOWED", 83),
          Map.entry("MISSING_COLUMN_ALIASES", 88),
          Map.entry("INVALID_LIMIT_CLAUSE", 90),
          Map.entry("INVALID_ORDER_BY", 91),
          Map.entry("GENERIC_INTERNAL_ERROR", 65536),
          Map.entry("SERVER_SHUTTING_DOWN", 65545),
          Map.entry("GENERIC_INSUFFICIENT_RESOURCES", 131072),
          Map.entry("QUERY_QUEUE_FULL", 131074),
          Map.entry("EXCEEDED_TIME_LIMIT", 131075),
          Map.entry("EXCEEDED_LOCAL_MEMORY_LIMIT", 131079));

  /** Braid's codes that Trino has another name for. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("CANCELLED", "USER_CANCELED"),
          Map.entry("NO_SQL", "SYNTAX_ERROR"),
          Map.entry("VIEW_FORBIDDEN", "PERMISSION_DENIED"),
          Map.entry("QUERY_TIMEOUT", "EXCEEDED_TIME_LIMIT"),
          Map.entry("QUERY_MEMORY", "EXCEEDED_LOCAL_MEMORY_LIMIT"),
          Map.entry("QUEUE_FULL", "QUERY_QUEUE_FULL"),
          Map.entry("BUSY", "QUERY_QUEUE_FULL"),
          Map.entry("INTERNAL", "GENERIC_INTERNAL_ERROR"),
          Map.entry("ENGINE_FAILED", "GENERIC_INTERNAL_ERROR"));

  private ClientError() {}

  /** Trino's name of an error, by its number; empty if it is none of those known here. */
  public static Optional<String> name(int number) {
    return NUMBERS.entrySet().stream()
        .filter(known -> known.getValue() == number)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  static QueryError of(BraidException e) {
    String name =
        e.code().equals("QUERY_FAILED")
            ? ValueErrors.name(e.getMessage())
            : NAMES.getOrDefault(e.code(), e.code());
    Integer known = NUMBERS.get(name);
    int number = known == null ? BRAIDS_OWN + e.kind().exitStatus() : known;
    String type = known == null ? type(e.kind()) : type(known);
    ErrorLocation location =
        e.location()
            .filter(place -> place.line() > 0 && place.column() > 0)
            .map(place -> new ErrorLocation(place.line(), place.column()))
            .orElse(null);
    // Drivers show the message alone.
    String place =
        location == null
            ? ""
            : "line " + location.getLineNumber() + ":" + location.getColumnNumber() + ": ";
    String message = place + e.getMessage();
    ErrorInfo info = new ErrorInfo(number, name, type);
    FailureInfo failure =
        new FailureInfo(e.code(), message, null, List.of(), List.of(), info, location);
    return new QueryError(message, null, number, name, type, location, failure);
  }

  private static String type(int number) {
    if (number >= FIRST_OF_RESOURCES) {
      return RESOURCES;
    }
    return number >= FIRST_INTERNAL ? INTERNAL : USER;
  }

  private static String type(ErrorKind kind) {
    return switch (kind) {
      case INPUT, NOT_FOUND, FORBIDDEN, CONFLICT, UNAUTHENTICATED -> USER;
      case UNAVAILABLE, LIMITED -> RESOURCES;
      case CORRUPT, INTERNAL -> INTERNAL;
    };
  }
}
