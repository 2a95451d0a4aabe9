package dev.braid.batch.archive;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.braid.log.Offsets;

/**
 * What a version of a raw table says of itself.
 *
 * @param topicId Kafka's id of the topic that was archived; a topic of the same name created again
 *     has another
 * @param offsets up to where the topic is archived
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RawCommit(String topic, String topicId, Offsets offsets, String committedAt) {
  /** Under this name the commit is kept in the table's domain metadata. */
  public static final String DOMAIN = "dev.braid.raw";
}
