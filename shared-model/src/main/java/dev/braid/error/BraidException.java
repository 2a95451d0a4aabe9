package dev.braid.error;

import java.util.Objects;
import java.util.Optional;

/**
 * An error meant for a person. The message says what is wrong and what to do; it is complete
 * without the stack trace. Instances are made by each module's one file of named factories ({@code
 * *Errors}).
 */
public final class BraidException extends RuntimeException {
  private final String code;
  private final ErrorKind kind;
  private final transient Location location;

  public BraidException(String code, ErrorKind kind, String message) {
    this(code, kind, null, message, null);
  }

  /**
   * @param code upper-case words that name the error for ever, e.g. {@code UNKNOWN_COLUMN}
   * @param location where in the user's files, or null
   * @param cause what lies underneath, or null
   */
  public BraidException(
      String code, ErrorKind kind, Location location, String message, Throwable cause) {
    super(Objects.requireNonNull(message, "message"), cause);
    this.code = Objects.requireNonNull(code, "code");
    this.kind = Objects.requireNonNull(kind, "kind");
    this.location = location;
  }

  public String code() {
    return code;
  }

  public ErrorKind kind() {
    return kind;
  }

  public Optional<Location> location() {
    return Optional.ofNullable(location);
  }

  /**
   * As a terminal shows it: {@code file:line:column: message [CODE]}. What a message has beyond its
   * first line, such as the line of SQL with a caret under it, follows below.
   */
  public String describe() {
    String message = getMessage();
    int end = message.indexOf('\n');
    int first = end < 0 ? message.length() : end;
    String where = location == null ? "" : location + ": ";
    return where + message.substring(0, first) + " [" + code + "]" + message.substring(first);
  }
}
