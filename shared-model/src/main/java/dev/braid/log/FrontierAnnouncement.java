package dev.braid.log;

/**
 * The message on the frontiers topic: this batch version of a view is committed. Keyed by view and
 * definition hash; the topic is compacted, so its newest record a key is all a reader needs.
 *
 * @param batchVersion the Delta version of the batch view's table
 */
public record FrontierAnnouncement(long batchVersion, BatchCommit commit) {
  /** The record's key. */
  public static String key(String view, String definitionHash) {
    return view + "@" + definitionHash;
  }
}
