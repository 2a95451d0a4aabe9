package dev.braid.serving.trino;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.query.RunningQuery;
import dev.braid.serving.query.SessionProperties;
import dev.braid.serving.sql.SqlType;
import io.trino.client.Column;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One statement of a client, from its arrival to its last page. Each answer has a token, and names
 * the next; asking for the token of the last answer gives that answer again. Beyond the first page,
 * nothing is computed before the client asks for it.
 */
final class StatementQuery {
  private static final Logger LOG = LoggerFactory.getLogger(StatementQuery.class);

  private static final List<Column> CHANGED =
      List.of(ClientTypes.column("result", SqlType.BOOLEAN));
  private static final Page NOT_YET = new Page(null, List.of(), false, null, null);

  /** What a statement stands on; the same for all. */
  record Context(StatementRunner runner, ProtocolLimits limits, Executor executor, Clock clock) {}

  private final String id;
  private final String sql;
  private final ClientRequest client;
  private final StatementAddress address;
  private final Context context;
  private final Instant createdAt;
  private final Duration runTime;

  private volatile BraidException stopped;
  private volatile RunningQuery running;
  private volatile ReadFreshness freshness = ReadFreshness.NONE;

  // The reader of the one page that is being computed; pages follow on one another.
  private PageReader reader;
  private boolean closed;

  // Guarded by this.
  private CompletableFuture<Page> page; // null between two pages
  private CompletableFuture<Reply> answer;
  private long token;
  private long rows;
  private Instant seen; // when the client was last heard of, or told that this has ended
  private Instant endedAt;

  /**
   * @throws BraidException what is wrong with the session
   */
  StatementQuery(
      String id, String sql, ClientRequest client, StatementAddress address, Context context) {
    Catalogs.check(client.catalog());
    this.id = id;
    this.sql = sql;
    this.client = client;
    this.address = address;
    this.context = context;
    this.runTime = SessionProperties.runTime(client.properties());
    this.createdAt = context.clock().instant();
    this.seen = createdAt;
  }

  String id() {
    return id;
  }

  /** Who may ask for it. */
  String owner() {
    return client.user().name();
  }

  boolean hasSlug(String slug) {
    return address.hasSlug(slug);
  }

  /** Begins; the first answer has no rows yet. */
  synchronized Reply begin() {
    page = compute();
    return reply(NOT_YET, 0, 1);
  }

  /** The answer of a token, once it is there or the client has waited long enough. */
  synchronized CompletableFuture<Reply> answer(long asked) throws StatementGone {
    seen = context.clock().instant();
    if (asked == token && answer != null) {
      return answer.copy();
    }
    if (asked <= token) {
      throw new StatementGone(id, asked);
    }
    boolean isNext = asked == token + 1 && (answer == null || answer.isDone());
    if (!isNext || endedAt != null) {
      throw new StatementGone(id);
    }
    token = asked;
    if (page == null) {
      page = compute();
    }
    answer =
        page.copy()
            .completeOnTimeout(NOT_YET, context.limits().poll().toMillis(), TimeUnit.MILLISECONDS)
            .thenApply(ready -> deliver(ready, asked));
    return answer.copy();
  }

  private synchronized Reply deliver(Page ready, long asked) {
    seen = context.clock().instant();
    rows += ready.rows().size();
    if (ready.isLast()) {
      endedAt = seen;
    } else if (!ready.isNotYet()) {
      page = null;
    }
    return reply(ready, asked, asked + 1);
  }

  private Reply reply(Page ready, long asked, long next) {
    Replies replies = new Replies(id, address, createdAt, context.clock().instant());
    return replies.of(
        ready, ready.isLast() ? -1 : next, asked > 0 && running != null, rows, freshness);
  }

  private CompletableFuture<Page> compute() {
    if (stopped != null) {
      return CompletableFuture.completedFuture(Page.failed(stopped));
    }
    return CompletableFuture.supplyAsync(this::next, context.executor());
  }

  private Page next() {
    try {
      Page next = reader == null ? first() : reader.next();
      if (next.isLast()) {
        close();
      }
      return next;
    } catch (BraidException e) {
      return failed(e);
    } catch (RuntimeException e) {
      return failed(ServingErrors.statementFailed(e));
    }
  }

  private Page first() {
    refuseIfStopped();
    Optional<SessionChange> change = SessionStatements.change(sql, client);
    if (change.isPresent()) {
      return Page.changed(CHANGED, change.get());
    }
    RunningQuery started = context.runner().start(id, sql, client.session());
    running = started;
    refuseIfStopped();
    freshness = ReadFreshness.of(started, client.tags());
    reader = new PageReader(started, context.limits());
    return reader.next();
  }

  private void refuseIfStopped() {
    if (stopped != null) {
      throw stopped;
    }
  }

  private Page failed(BraidException e) {
    if (stopped == null && (e.kind() == ErrorKind.INTERNAL || e.kind() == ErrorKind.CORRUPT)) {
      LOG.error("Query {} failed", id, e);
    }
    close();
    return Page.failed(stopped == null ? e : stopped);
  }

  /** Follows on the last page; never beside one. */
  private void close() {
    if (!closed && running != null) {
      closed = true;
      running.close();
    }
  }

  /** Ends it, for this reason, if it has not ended; whoever asks is told. */
  synchronized void stop(BraidException reason) {
    if (stopped != null || endedAt != null) {
      return;
    }
    stopped = reason;
    seen = context.clock().instant();
    if (page == null || page.isDone()) {
      page = CompletableFuture.completedFuture(Page.failed(reason));
      context.executor().execute(this::close);
      return;
    }
    RunningQuery begun = running;
    if (begun == null) {
      context.runner().cancel(id, client.user());
    } else {
      begun.cancel();
    }
  }

  /** Stops it if its time is over, its client is gone, or somebody has cancelled its query. */
  synchronized void look() {
    Instant now = context.clock().instant();
    boolean isAsked = answer != null && !answer.isDone();
    if (endedAt == null && now.isAfter(createdAt.plus(runTime))) {
      stop(ServingErrors.queryTimeout(runTime));
    } else if (running != null && running.isCancelled()) {
      stop(ServingErrors.cancelled(id));
    } else if (!isAsked && now.isAfter(seen.plus(context.limits().clientTimeout()))) {
      stop(ServingErrors.cancelled(id));
    }
  }

  /** Whether it still runs or has rows to give. */
  synchronized boolean isOpen() {
    return endedAt == null && stopped == null;
  }

  /** Whether nobody will ask for it again. */
  synchronized boolean isOver() {
    Instant now = context.clock().instant();
    boolean ended = endedAt != null || stopped != null;
    return ended
        && (page == null || page.isDone())
        && now.isAfter(seen.plus(context.limits().remembered()));
  }
}
