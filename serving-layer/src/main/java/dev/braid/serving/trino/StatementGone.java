package dev.braid.serving.trino;

/** There is no answer under this address; a client that follows the protocol does not ask so. */
final class StatementGone extends Exception {
  private final boolean isPast;

  /** No such statement, or not under this address. */
  StatementGone(String id) {
    super("there is no query " + id + ", or it has ended");
    this.isPast = false;
  }

  /** An answer before the last one. */
  StatementGone(String id, long token) {
    super("answer " + token + " of query " + id + " has been read and is not kept");
    this.isPast = true;
  }

  int status() {
    return isPast ? 410 : 404;
  }
}
