package dev.braid.batch.archive;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.braid.log.Offsets;

/**
 * What a version of an events table says of itself.
 *
 * @param offsets up to where the raw table is decoded
 * @param rejected records left out so far because they are no events of the source
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EventsCommit(String source, Offsets offsets, long rejected, String committedAt) {
  /** Under this name the commit is kept in the table's domain metadata. */
  public static final String DOMAIN = "dev.braid.events";
}
