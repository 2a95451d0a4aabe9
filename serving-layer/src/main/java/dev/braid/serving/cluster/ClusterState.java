package dev.braid.serving.cluster;

import java.time.Instant;
import java.util.Locale;

/**
 * How a cluster has a view.
 *
 * @param batchVersion that the cluster's view answers from; null if from none, or if there is no
 *     view
 * @param since when it came to be in this state
 * @param problem why it is not as it should be; null if it is
 */
public record ClusterState(
    String view, State state, Long batchVersion, Instant since, String problem) {
  /** In words. */
  public enum State {
    /** Not there yet: nothing to answer from. */
    WAITING,
    /** As it is here. */
    KEPT,
    /** Perhaps out of date, tried again. */
    FAILING,
    /** Never there: Trino's SQL cannot say it. */
    REFUSED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
