package dev.braid.simulator;

/** A record of the source's topic. */
final class Event {
  private final int id;
  private final String key;
  private final int partition;
  private final long offset;
  private final long appendTime;
  private final long partitionTime;
  private final long amount;
  private final Transaction transaction;
  private final Object[] row;
  private long readableSince = Long.MAX_VALUE;

  /**
   * @param partitionTime the greatest append time in its partition up to here
   * @param transaction null for a record outside of one
   */
  Event(
      int id,
      String key,
      int partition,
      long offset,
      long appendTime,
      long partitionTime,
      long amount,
      Transaction transaction) {
    this.id = id;
    this.key = key;
    this.partition = partition;
    this.offset = offset;
    this.appendTime = appendTime;
    this.partitionTime = partitionTime;
    this.amount = amount;
    this.transaction = transaction;
    this.row = SimView.row(key, amount, id);
  }

  int id() {
    return id;
  }

  String key() {
    return key;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  long appendTime() {
    return appendTime;
  }

  /** Leaders' clocks may differ, this never goes back. */
  long partitionTime() {
    return partitionTime;
  }

  long epoch() {
    return SimView.EPOCHS.epochOf(appendTime);
  }

  long amount() {
    return amount;
  }

  Object[] row() {
    return row;
  }

  boolean committed() {
    return transaction == null || transaction.state() == Transaction.State.COMMITTED;
  }

  boolean decided() {
    return transaction == null || transaction.state() != Transaction.State.OPEN;
  }

  /** The step since which whoever reads committed records could have it. */
  long readableSince() {
    return readableSince;
  }

  void readableSince(long step) {
    readableSince = step;
  }
}
