package dev.braid.log;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.Objects;

/**
 * What a batch view's version says of itself. It is stored as domain metadata in the Delta commit
 * that holds the data, and announced on the frontiers topic afterwards.
 *
 * @param frontier the view covers the epochs before it
 * @param previousFrontier of the version before; the speed layer may retire what this one covers.
 *     Of a first version that nobody read before it was whole, {@code frontier}: there is none to
 *     fall back to
 * @param offsets up to where the source was read; it holds every event the frontier covers
 * @param resume per partition the first offset at or after {@code frontier}: where the present
 *     begins
 * @param previousResume the same for {@code previousFrontier}: where a rebuilt speed layer starts
 * @param events number of source events merged into the view's states
 * @param committedAt by the run's clock
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record BatchCommit(
    String view,
    String definitionHash,
    Frontier frontier,
    Frontier previousFrontier,
    Offsets offsets,
    Offsets resume,
    Offsets previousResume,
    long events,
    String committedAt) {
  /** Under this name the commit is kept in the table's domain metadata. */
  public static final String DOMAIN = "dev.braid.batch";

  public BatchCommit {
    Objects.requireNonNull(view, "view");
    Objects.requireNonNull(definitionHash, "definitionHash");
    Objects.requireNonNull(frontier, "frontier");
    Objects.requireNonNull(previousFrontier, "previousFrontier");
    Objects.requireNonNull(offsets, "offsets");
    Objects.requireNonNull(resume, "resume");
    Objects.requireNonNull(previousResume, "previousResume");
    Instant.parse(committedAt);
    if (previousFrontier.isAfter(frontier)) {
      throw new IllegalArgumentException("frontier " + frontier + " is before " + previousFrontier);
    }
  }
}
