package dev.braid.serving.access;

import dev.braid.serving.sql.Reader;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;

/** One query of a user: checks what it reads, and writes it down when it has ended. */
public final class QueryTrail implements Reader, AutoCloseable {
  private final Access access;
  private final User user;
  private final String source;
  private final String sql;
  private final long start = System.nanoTime();
  private final Set<String> views = new ConcurrentSkipListSet<>();
  private final AtomicBoolean written = new AtomicBoolean();
  private volatile String outcome = "ok";
  private volatile long rows;
  private volatile long generation;

  QueryTrail(Access access, User user, String source, String sql) {
    this.access = access;
    this.user = user;
    this.source = source;
    this.sql = sql;
  }

  public User user() {
    return user;
  }

  @Override
  public void reads(String view) {
    views.add(view);
    access.requireRead(user, view);
  }

  @Override
  public boolean mayRead(String view) {
    return access.mayRead(user, view);
  }

  public void answeredBy(long answering) {
    generation = answering;
  }

  public void gave(long more) {
    rows += more;
  }

  /**
   * The query ends without its answer.
   *
   * @param code the error's
   */
  public void failed(String code) {
    outcome = code;
  }

  public Set<String> views() {
    return Collections.unmodifiableSet(new TreeSet<>(views));
  }

  /** The query has ended. */
  @Override
  public void close() {
    if (!written.getAndSet(true)) {
      access
          .audit()
          .query(
              user,
              source,
              sql,
              views(),
              outcome,
              rows,
              Duration.ofNanos(System.nanoTime() - start),
              generation);
    }
  }
}
