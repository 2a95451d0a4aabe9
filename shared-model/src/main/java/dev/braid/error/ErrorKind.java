package dev.braid.error;

/** Who can mend an error. Decides the exit status of a command and the HTTP status of an answer. */
public enum ErrorKind {
  /** The user's files, SQL or arguments are wrong. */
  INPUT(2, 400),
  /** What was asked for does not exist. */
  NOT_FOUND(2, 404),
  /** Who asks has not shown who they are. */
  UNAUTHENTICATED(2, 401),
  /** The request is understood and not allowed. */
  FORBIDDEN(2, 403),
  /** Somebody else holds what this needs: a run, a port, a table version. */
  CONFLICT(3, 409),
  /** Too many requests of the same kind; the same request may succeed later. */
  LIMITED(4, 429),
  /** Something outside is missing or not ready; the same request may succeed later. */
  UNAVAILABLE(4, 503),
  /** Data that Braid relies on is not as it must be. */
  CORRUPT(5, 500),
  /** A defect of Braid. */
  INTERNAL(70, 500);

  private final int exitStatus;
  private final int httpStatus;

  ErrorKind(int exitStatus, int httpStatus) {
    this.exitStatus = exitStatus;
    this.httpStatus = httpStatus;
  }

  public int exitStatus() {
    return exitStatus;
  }

  public int httpStatus() {
    return httpStatus;
  }
}
