package dev.braid.serving.trino;

import dev.braid.serving.access.User;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.live.Answers.ViewReport;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.query.RunningQuery;
import dev.braid.serving.sql.Column;
import dev.braid.serving.sql.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs every statement as one that counts from 0; and tells what has been asked of it. */
final class Counting implements StatementRunner {
  final AtomicInteger pulled = new AtomicInteger();
  final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger ids = new AtomicInteger();
  private final CountDownLatch go;
  private final int rows;
  private final String filler;
  private volatile boolean cancelled;

  /**
   * @param go what the rows wait for
   */
  Counting(int rows, int width, CountDownLatch go) {
    this.rows = rows;
    this.filler = "x".repeat(width);
    this.go = go;
  }

  static Counting of(int rows) {
    return new Counting(rows, 1, new CountDownLatch(0));
  }

  @Override
  public String newId() {
    return "id" + ids.incrementAndGet();
  }

  @Override
  public boolean cancel(String id, User user) {
    cancelled = true;
    go.countDown();
    return true;
  }

  @Override
  public RunningQuery start(String id, String sql, QuerySession session) {
    return new RunningQuery() {
      private int next;

      @Override
      public String id() {
        return id;
      }

      @Override
      public long generation() {
        return 1;
      }

      @Override
      public List<Column> columns() {
        return List.of(new Column("number", SqlType.BIGINT), new Column("filler", SqlType.VARCHAR));
      }

      @Override
      public List<ViewReport> views() {
        return List.of();
      }

      @Override
      public List<List<Object>> next(int atMost) {
        try {
          go.await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        if (cancelled) {
          throw ServingErrors.cancelled(id);
        }
        List<List<Object>> page = new ArrayList<>();
        while (page.size() < atMost && next < rows) {
          page.add(List.of((long) next++, filler));
        }
        pulled.addAndGet(page.size());
        return page;
      }

      @Override
      public void cancel() {
        Counting.this.cancel(id, session.user());
      }

      @Override
      public boolean isCancelled() {
        return cancelled;
      }

      @Override
      public void close() {
        closed.incrementAndGet();
      }
    };
  }
}
