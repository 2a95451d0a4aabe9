package dev.braid.source;

/**
 * Why an event is not in the typed history.
 *
 * @param code upper-case words, e.g. {@code NOT_JSON}; stable, to group and count by
 * @param reason one sentence with the column and what was found
 */
public record Rejection(String code, String reason) {}
