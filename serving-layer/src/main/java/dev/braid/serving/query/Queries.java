package dev.braid.serving.query;

import dev.braid.error.BraidException;
import dev.braid.serving.access.Access;
import dev.braid.serving.access.QueryTrail;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.generation.LiveGenerations;
import dev.braid.serving.live.Answers;
import dev.braid.serving.live.Answers.ViewReport;
import dev.braid.serving.sql.Column;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** All queries of this process: admits them, runs them, lists and stops them. Thread-safe. */
public final class Queries {
  private static final int REMEMBERED = 100;
  private static final String SUFFIX = suffix();
  private static final DateTimeFormatter ID_TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd_HHmmss").withZone(ZoneOffset.UTC);

  private final LiveGenerations generations;
  private final Access access;
  private final QueryLimits limits;
  private final Clock clock;
  private final Admission admission;
  private final AtomicLong number = new AtomicLong();
  private final Map<String, Tracked> open = Collections.synchronizedMap(new LinkedHashMap<>());
  private final Deque<QueryInfo> ended = new ArrayDeque<>();

  public Queries(LiveGenerations generations, Access access, QueryLimits limits, Clock clock) {
    this.generations = generations;
    this.access = access;
    this.limits = limits;
    this.clock = clock;
    this.admission = new Admission(limits);
  }

  private static String suffix() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 5; i++) {
      text.append((char) ('a' + ThreadLocalRandom.current().nextInt(26)));
    }
    return text.toString();
  }

  /** As Trino writes them: {@code 20261125_043512_00017_kqzwe}. */
  public String newId() {
    return "%s_%05d_%s"
        .formatted(ID_TIME.format(clock.instant()), number.incrementAndGet() % 100_000, SUFFIX);
  }

  /** {@link #start(String, String, QuerySession)} with an id of its own. */
  public RunningQuery start(String sql, QuerySession session) {
    return start(newId(), sql, session);
  }

  /**
   * Resolves a statement and begins to run it once there is room; waits for that in this thread.
   *
   * @throws BraidException what is wrong with it, or why it is not admitted
   */
  public RunningQuery start(String id, String sql, QuerySession session) {
    Tracked query = new Tracked(id, sql, session, clock.instant());
    open.put(id, query);
    try {
      query.begin();
      return query;
    } catch (RuntimeException e) {
      query.failed(e);
      query.close();
      throw e;
    }
  }

  /** Those that the user may see: that run, then that ended last; the newest first. */
  public List<QueryInfo> list(User user) {
    return all().stream().filter(query -> access.mayOversee(user, query.user())).toList();
  }

  private List<QueryInfo> all() {
    List<QueryInfo> all = new ArrayList<>();
    synchronized (open) {
      open.values().forEach(query -> all.add(0, query.info()));
    }
    synchronized (ended) {
      all.addAll(ended);
    }
    return all;
  }

  /** A query that the user may see. */
  public Optional<QueryInfo> find(String id, User user) {
    return list(user).stream().filter(info -> info.id().equals(id)).findFirst();
  }

  /** Stops a query; false if none of this id runs that the user may stop. */
  public boolean cancel(String id, User user) {
    Tracked query = open.get(id);
    if (query == null || !access.mayOversee(user, query.session.user().name())) {
      return false;
    }
    query.cancel();
    return true;
  }

  /** One query, from the moment it arrives. */
  private final class Tracked implements RunningQuery {
    private final String id;
    private final String sql;
    private final QuerySession session;
    private final Instant createdAt;
    private volatile QueryInfo.State state = QueryInfo.State.QUEUED;
    private volatile Instant endedAt;
    private volatile long rows;
    private volatile BraidException problem;
    private volatile Set<String> views = Set.of();
    private volatile Answers.Open answer;
    private volatile boolean cancelled;
    private QueryTrail trail;
    private LiveGenerations.Lease lease;
    private Admission.Place place;
    private boolean closed;

    Tracked(String id, String sql, QuerySession session, Instant createdAt) {
      this.id = id;
      this.sql = sql;
      this.session = session;
      this.createdAt = createdAt;
    }

    void begin() {
      trail = access.begin(session.user(), session.source(), sql);
      place = admission.enter(sql, session);
      refuseIfCancelled();
      lease = generations.lease();
      answer = lease.answers().open(sql, session, limits, trail);
      views = answer.viewNames();
      state = QueryInfo.State.RUNNING;
      if (cancelled) {
        answer.cancel();
      }
    }

    private void refuseIfCancelled() {
      if (cancelled) {
        throw ServingErrors.cancelled(id);
      }
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public long generation() {
      return lease.answers().generation();
    }

    @Override
    public List<Column> columns() {
      return answer.columns();
    }

    @Override
    public List<ViewReport> views() {
      return answer.views();
    }

    @Override
    public List<List<Object>> next(int atMost) {
      try {
        refuseIfCancelled();
        List<List<Object>> page = answer.next(atMost);
        rows += page.size();
        trail.gave(page.size());
        if (page.isEmpty()) {
          end(QueryInfo.State.FINISHED);
        }
        return page;
      } catch (RuntimeException e) {
        failed(e);
        throw cancelled ? ServingErrors.cancelled(id) : e;
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
      Answers.Open running = answer;
      if (running != null) {
        running.cancel();
      }
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    void failed(RuntimeException e) {
      if (!cancelled) {
        problem =
            e instanceof BraidException braid ? braid : ServingErrors.engineFailed("a defect", e);
        if (answer != null) {
          answer.outcome(problem.code());
        }
      }
      if (trail != null) {
        trail.failed(cancelled ? QueryInfo.State.CANCELED.name() : problem.code());
      }
      end(cancelled ? QueryInfo.State.CANCELED : QueryInfo.State.FAILED);
    }

    private synchronized void end(QueryInfo.State how) {
      if (!state.isDone()) {
        endedAt = clock.instant();
        state = how;
      }
    }

    QueryInfo info() {
      BraidException why = problem;
      return new QueryInfo(
          id,
          session.user().name(),
          session.source(),
          sql,
          state,
          createdAt,
          endedAt,
          rows,
          why == null ? null : why.code(),
          why == null ? null : why.getMessage(),
          views);
    }

    @Override
    public void close() {
      synchronized (this) {
        if (closed) {
          return;
        }
        closed = true;
      }
      end(QueryInfo.State.CANCELED);
      try {
        if (answer != null) {
          answer.close();
        }
      } finally {
        if (lease != null) {
          lease.close();
        }
        if (place != null) {
          place.leave();
        }
        if (trail != null) {
          trail.close();
        }
        open.remove(id);
        synchronized (ended) {
          ended.addFirst(info());
          while (ended.size() > REMEMBERED) {
            ended.removeLast();
          }
        }
      }
    }
  }

  public QueryLimits limits() {
    return limits;
  }
}
