package dev.braid.serving.live;

import dev.braid.log.Frontier;
import dev.braid.serving.engine.Position;
import dev.braid.serving.merge.ViewState;

/**
 * What the merge knows of a view at one instant.
 *
 * @param position of the rows that queries see; null while there are none to see
 * @param processedTo as in {@link Position}, but also while nothing can be queried yet
 * @param newestEvent greatest append time of the events in the upserts read; null before the first
 * @param heardAt when the quietest part of the speed layer was last heard, in milliseconds; null if
 *     one has never been
 * @param upserts read from the speed topic
 * @param handOffs moves from one batch version to another
 * @param stragglers events that appeared behind a frontier
 * @param uncounted those of them that the batch version in use may not have counted
 * @param overflowed groups with a sum that is NULL because its total has no place in its type
 * @param problem why answers are not all they could be; null if nothing is known
 */
record ViewStatus(
    String view,
    ViewState state,
    Position position,
    Long processedTo,
    Long newestEvent,
    Long heardAt,
    long upserts,
    long handOffs,
    long stragglers,
    long uncounted,
    long overflowed,
    String problem) {

  static ViewStatus starting(String view) {
    return new ViewStatus(
        view,
        ViewState.LOADING,
        null,
        null,
        null,
        null,
        0,
        0,
        0,
        0,
        0,
        "the serving layer is starting");
  }

  Frontier frontier() {
    return position == null ? Frontier.NONE : position.frontier();
  }
}
