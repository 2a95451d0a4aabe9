package dev.braid.launcher.query;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.error.Location;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.serving.ServingClient;
import io.trino.jdbc.$internal.client.ErrorLocation;
import io.trino.jdbc.$internal.client.FailureException;
import io.trino.jdbc.$internal.client.FailureInfo;
import java.sql.SQLException;
import java.util.Arrays;

/**
 * What the driver throws, as the launcher tells it. The driver's exception has the serving layer's
 * message and number; its code and the place in the statement are only in the failure underneath.
 */
final class SqlFailure {
  /** Errors that only Braid has: their number is this and the exit status of their kind. */
  private static final int BRAIDS_OWN = 0x1B1D_0000;

  private static final int USER_CANCELED = 3;
  private static final int FIRST_INTERNAL = 0x1_0000;
  private static final int FIRST_OF_RESOURCES = 0x2_0000;

  private SqlFailure() {}

  /**
   * Never returns an error without a remedy.
   *
   * @param serving is asked what is wrong if the driver could not ask the query at all
   */
  static BraidException of(SQLException e, ServingClient serving) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof FailureException refused) {
        return refusal(e.getErrorCode(), refused.getFailureInfo());
      }
    }
    try {
      serving.status();
    } catch (BraidException reason) {
      reason.addSuppressed(e);
      return reason;
    }
    String message = String.valueOf(e.getMessage());
    return LauncherErrors.queryBrokenOff(
        serving.address().toString(), message.lines().findFirst().orElse(""), e);
  }

  private static BraidException refusal(int number, FailureInfo failure) {
    String message = String.valueOf(failure.getMessage());
    ErrorLocation place = failure.getErrorLocation();
    if (place == null) {
      return LauncherErrors.servingRefused(failure.getType(), kind(number), null, message);
    }
    int line = place.getLineNumber();
    int column = place.getColumnNumber();
    String told = "line " + line + ":" + column + ": ";
    return LauncherErrors.servingRefused(
        failure.getType(),
        kind(number),
        new Location("sql", line, column),
        message.startsWith(told) ? message.substring(told.length()) : message);
  }

  static ErrorKind kind(int number) {
    if (number >= BRAIDS_OWN) {
      return Arrays.stream(ErrorKind.values())
          .filter(kind -> kind.exitStatus() == number - BRAIDS_OWN)
          .findFirst()
          .orElse(ErrorKind.INTERNAL);
    }
    if (number >= FIRST_OF_RESOURCES) {
      return ErrorKind.UNAVAILABLE;
    }
    if (number >= FIRST_INTERNAL) {
      return ErrorKind.INTERNAL;
    }
    return number == USER_CANCELED ? ErrorKind.CONFLICT : ErrorKind.INPUT;
  }
}
