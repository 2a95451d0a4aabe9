package dev.braid.serving.trino;

import dev.braid.error.BraidException;
import dev.braid.serving.access.User;
import dev.braid.serving.error.ServingErrors;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements of all clients. Thread-safe. */
public final class OpenStatements implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenStatements.class);
  private static final int SLUG_BYTES = 16;
  private static final long LOOK_EVERY_MILLIS = 200;
  private static final long CLOSING_SECONDS = 2;

  private final Map<String, StatementQuery> statements = new ConcurrentHashMap<>();
  private final SecureRandom random = new SecureRandom();
  private final BiPredicate<User, String> mayFollow;
  private final ProtocolLimits limits;
  private final ExecutorService pages;
  private final ScheduledExecutorService sweeper;
  private final StatementQuery.Context context;
  private volatile boolean closing;

  /**
   * @param mayFollow whether a user may fetch what another user, by name, has asked for
   */
  @SuppressWarnings("FutureReturnValueIgnored") // lookSafely does not fail
  public OpenStatements(
      StatementRunner runner,
      BiPredicate<User, String> mayFollow,
      ProtocolLimits limits,
      Clock clock) {
    // A statement has one page in the making, and waits for its turn in the first of them: with
    // as many threads as statements none waits for another's.
    this(runner, mayFollow, limits, clock, Executors.newCachedThreadPool(threads("statement-")));
    sweeper.scheduleWithFixedDelay(
        this::lookSafely, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** One that does not {@link #look} by itself. */
  OpenStatements(
      StatementRunner runner,
      BiPredicate<User, String> mayFollow,
      ProtocolLimits limits,
      Clock clock,
      ExecutorService pages) {
    this.mayFollow = mayFollow;
    this.limits = limits;
    this.pages = pages;
    this.sweeper = Executors.newSingleThreadScheduledExecutor(threads("statements-"));
    this.context = new StatementQuery.Context(runner, limits, pages, clock);
  }

  private static ThreadFactory threads(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Takes a statement in.
   *
   * @param base of this server, as the client reaches it
   * @return the first answer; what is wrong with the statement comes with a later one
   */
  Reply begin(String sql, ClientRequest client, String base) {
    String id = context.runner().newId();
    byte[] slug = new byte[SLUG_BYTES];
    random.nextBytes(slug);
    StatementAddress address = new StatementAddress(base, id, HexFormat.of().formatHex(slug));
    try {
      if (closing) {
        throw ServingErrors.shuttingDown();
      }
      StatementQuery statement = new StatementQuery(id, sql, client, address, context);
      statements.put(id, statement);
      if (statements.size() > limits.open() && openNow() > limits.open()) {
        statements.remove(id);
        throw ServingErrors.tooManyStatements(limits.open());
      }
      return statement.begin();
    } catch (BraidException e) {
      return refused(e, id, address);
    }
  }

  private long openNow() {
    return statements.values().stream().filter(StatementQuery::isOpen).count();
  }

  private Reply refused(BraidException e, String id, StatementAddress address) {
    return new Replies(id, address, context.clock().instant(), context.clock().instant())
        .of(Page.failed(e), -1, false, 0, ReadFreshness.NONE);
  }

  /**
   * The statement of an address.
   *
   * @throws StatementGone if there is none, or it is another user's
   */
  StatementQuery find(String id, String slug, User user) throws StatementGone {
    StatementQuery statement = statements.get(id);
    if (statement == null || !statement.hasSlug(slug) || !mayFollow.test(user, statement.owner())) {
      throw new StatementGone(id);
    }
    return statement;
  }

  /** Stops a statement. */
  void cancel(StatementQuery statement) {
    statement.stop(ServingErrors.cancelled(statement.id()));
  }

  private void lookSafely() {
    try {
      look();
    } catch (RuntimeException e) {
      LOG.error("Looking after the open statements failed", e);
    }
  }

  /** Stops those whose time is over or whose client is gone, forgets those that have ended. */
  void look() {
    statements.values().forEach(StatementQuery::look);
    statements.values().removeIf(StatementQuery::isOver);
  }

  int size() {
    return statements.size();
  }

  /** Stops all of them. */
  @Override
  public void close() {
    closing = true;
    sweeper.shutdownNow();
    for (StatementQuery statement : new ArrayList<>(statements.values())) {
      statement.stop(ServingErrors.shuttingDown());
    }
    pages.shutdown();
    try {
      if (!pages.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Some statements did not end within {} s", CLOSING_SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
