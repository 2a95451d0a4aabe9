package dev.braid.serving.access;

import dev.braid.project.AccessSettings;
import dev.braid.project.AccessSettings.Grant;
import dev.braid.serving.error.ServingErrors;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What each user may do. Thread-safe. */
public final class Access implements AutoCloseable {
  private final AccessSettings settings;
  private final AuditLog audit;
  private final Optional<Buckets> rates;
  private volatile Map<String, Grant> grants;

  /**
   * @param settings of the generation that answers first; of later ones only the grants count
   */
  public Access(AccessSettings settings, AuditLog audit, Clock clock) {
    this.settings = settings;
    this.audit = audit;
    this.grants = settings.grants();
    this.rates =
        Optional.ofNullable(settings.rateLimit())
            .map(
                limit ->
                    new Buckets(
                        Bandwidth.builder()
                            .capacity(limit.burst())
                            .refillGreedy(limit.queriesPerSecond(), Duration.ofSeconds(1))
                            .build(),
                        clock));
  }

  public AccessSettings settings() {
    return settings;
  }

  public AuditLog audit() {
    return audit;
  }

  /** Whether nobody has to show who they are. */
  public boolean isOpen() {
    return settings.authentication() == null;
  }

  /** The grants of the generation that is about to answer. */
  public void follow(Map<String, Grant> later) {
    grants = Map.copyOf(later);
  }

  /**
   * Begins a query: the one way to ask anything of the views.
   *
   * @param source what asks for the user, as it names itself; may be empty
   * @throws dev.braid.error.BraidException {@code RATE_LIMITED} if the user asks too often
   */
  public QueryTrail begin(User user, String source, String sql) {
    QueryTrail trail = new QueryTrail(this, user, source, sql);
    rates.ifPresent(
        buckets -> {
          ConsumptionProbe left = buckets.of(user.name()).tryConsumeAndReturnRemaining(1);
          if (!left.isConsumed()) {
            trail.failed("RATE_LIMITED");
            trail.close();
            throw ServingErrors.rateLimited(
                user.name(),
                settings.rateLimit().queriesPerSecond(),
                Duration.ofNanos(left.getNanosToWaitForRefill()));
          }
        });
    return trail;
  }

  /** Whether the user may read the view, or the quarantine, which is the operators' by default. */
  public boolean mayRead(User user, String view) {
    if (isOpen()) {
      return true;
    }
    Grant grant = grants.get(view);
    if (grant == null && view.equals(AccessSettings.QUARANTINE)) {
      return user.is(Role.OPERATOR);
    }
    if (grant == null) {
      grant = grants.get(AccessSettings.EVERY_VIEW);
    }
    return grant == null
        || grant.everybody()
        || grant.users().contains(user.name())
        || grant.roles().stream().anyMatch(user::hasRole);
  }

  /**
   * Fails unless the user may read the view.
   *
   * @throws dev.braid.error.BraidException {@code VIEW_FORBIDDEN}
   */
  public void requireRead(User user, String view) {
    if (!mayRead(user, view)) {
      throw ServingErrors.viewForbidden(user.name(), view);
    }
  }

  /** Whether the user may fetch the rows of a query: their own, and nobody else's. */
  public boolean mayFollow(String user, String queryOwner) {
    return user.equals(queryOwner);
  }

  /** Whether the user may see that there is the query, its SQL and how it goes, and stop it. */
  public boolean mayOversee(User user, String queryOwner) {
    return user.name().equals(queryOwner) || user.is(Role.OPERATOR);
  }

  @Override
  public void close() {
    audit.close();
  }
}
