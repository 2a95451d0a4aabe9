package dev.braid.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The message on the frontiers topic: this batch version of a view is committed. Keyed by view and
 * definition hash; the topic is compacted, so its newest record a key is all a reader needs.
 *
 * @param batchVersion the Delta version of the batch view's table
 * @param topicId Kafka's id of the source's topic that the commit's offsets are of: a topic that is
 *     deleted and created again has another; null if the announcement does not say
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FrontierAnnouncement(
    long batchVersion,
    BatchCommit commit,
    @JsonInclude(JsonInclude.Include.NON_NULL) String topicId) {
  public FrontierAnnouncement(long batchVersion, BatchCommit commit) {
    this(batchVersion, commit, null);
  }

  /** The record's key. */
  public static String key(String view, String definitionHash) {
    return view + "@" + definitionHash;
  }
}
