package dev.braid.batch.view;

import dev.braid.batch.error.BatchErrors;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.project.ViewDefinition;
import java.time.Instant;
import java.util.Optional;

/** What a view's next version says of itself, as it follows from the version it is built on. */
public final class ViewCommits {
  private ViewCommits() {}

  public static Frontier frontierOf(Optional<BatchCommit> commit) {
    return commit.map(BatchCommit::frontier).orElse(Frontier.NONE);
  }

  /**
   * Refuses to build on a version that has come as far or farther.
   *
   * @param table its path
   */
  public static void requireProgress(
      String table, Optional<BatchCommit> before, Frontier frontier) {
    if (!frontier.isAfter(frontierOf(before))) {
      throw BatchErrors.committedByAnother(table, null);
    }
  }

  /**
   * The next version's word.
   *
   * @param before the version built on, and no other
   * @param offsets up to where the events were read
   * @param resume per partition the first offset at or after the frontier
   * @param events in the version
   */
  public static BatchCommit next(
      ViewDefinition definition,
      Optional<BatchCommit> before,
      Frontier frontier,
      Offsets offsets,
      Offsets resume,
      long events,
      Instant now) {
    return new BatchCommit(
        definition.name(),
        definition.definitionHash(),
        frontier,
        frontierOf(before),
        offsets,
        resume,
        before.map(BatchCommit::resume).orElse(Offsets.NONE),
        events,
        now.toString());
  }

  /**
   * The word of a version that nobody reads before it is whole. Without a version before it there
   * is none to fall back to, so the speed layer need not hold what it covers: it begins at the
   * frontier and not at the log's.
   *
   * @param next as it would be otherwise
   */
  public static BatchCommit unread(BatchCommit next) {
    if (!next.previousFrontier().equals(Frontier.NONE)) {
      return next;
    }
    return new BatchCommit(
        next.view(),
        next.definitionHash(),
        next.frontier(),
        next.frontier(),
        next.offsets(),
        next.resume(),
        next.resume(),
        next.events(),
        next.committedAt());
  }
}
