package dev.braid.simulator;

/**
 * How the world around the product behaves; all true but for planting a fault where the product has
 * only a seam.
 *
 * @param commitsCheckTheirBase a table takes a commit only on the version that it was built on
 * @param offsetsWithData a raw table's offsets are committed together with its rows
 * @param announcesAfterCommit a run announces what is committed and nothing sooner
 * @param switchClearsRows an engine that moves to another version forgets the rows finished before
 * @param holdsStill what is held does not move on
 * @param ownTopics each generation writes to a speed topic of its own
 * @param generationsStartAtPrevious a new generation's speed layer starts at the previous frontier
 */
record Model(
    boolean commitsCheckTheirBase,
    boolean offsetsWithData,
    boolean announcesAfterCommit,
    boolean switchClearsRows,
    boolean holdsStill,
    boolean ownTopics,
    boolean generationsStartAtPrevious) {
  static final Model TRUE = new Model(true, true, true, true, true, true, true);
}
