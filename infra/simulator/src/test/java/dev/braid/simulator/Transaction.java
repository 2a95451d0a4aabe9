package dev.braid.simulator;

/** A producer's transaction. */
final class Transaction {
  /** Where it stands. */
  enum State {
    OPEN,
    COMMITTED,
    ABORTED
  }

  private State state = State.OPEN;

  State state() {
    return state;
  }

  void end(boolean commit) {
    state = commit ? State.COMMITTED : State.ABORTED;
  }
}
