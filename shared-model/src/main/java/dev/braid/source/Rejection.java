package dev.braid.source;

import java.util.List;

/**
 * Why an event is not in the typed history.
 *
 * @param code upper-case words, e.g. {@code NOT_JSON}; stable, to group and count by
 * @param reason one sentence with the column and what was found
 */
public record Rejection(String code, String reason) {
  /** Every code that {@link EventDecoder} gives. */
  public static final List<String> CODES =
      List.of("EMPTY", "NOT_JSON", "NOT_AN_OBJECT", "WRONG_TYPE", "NULL_NOT_ALLOWED");
}
