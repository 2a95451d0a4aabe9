package dev.braid.serving.engine;

import dev.braid.serving.merge.BatchVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clears away what changes leave behind, beside queries and changes. A table is made anew in a
 * thread of its own, from one instant of what it replaces; the keys changed since that instant are
 * noted meanwhile. Between two changes the new table then takes the old one's place, without the
 * rows of those keys. One table at a time; all but the making is the writer's thread's.
 */
final class DuckDbCompactor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(DuckDbCompactor.class);

  private final DuckDBConnection root;
  private final DuckDBConnection writer;
  private final Map<String, DuckDbView> views;
  private final Map<String, Map<BatchVersion, DuckDbView.Tables>> tables;
  private final Map<String, BatchVersion> open;
  private final AtomicInteger tableNumber;
  private final Compaction when;
  private final Map<String, Wear> worn = new HashMap<>();
  private final ExecutorService maker =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "compaction");
            thread.setDaemon(true);
            return thread;
          });
  private Job job;

  /** What changes have left behind in a version's tables. */
  static final class Wear {
    long deadInBatch;
    long inRecent;
  }

  /** A table in the making. */
  private record Job(
      DuckDbView view, DuckDbView.Tables from, boolean ofBatch, String made, Future<Long> rows) {}

  DuckDbCompactor(
      DuckDBConnection root,
      DuckDBConnection writer,
      Map<String, DuckDbView> views,
      Map<String, Map<BatchVersion, DuckDbView.Tables>> tables,
      Map<String, BatchVersion> open,
      AtomicInteger tableNumber,
      Compaction when) {
    this.root = root;
    this.writer = writer;
    this.views = views;
    this.tables = tables;
    this.open = open;
    this.tableNumber = tableNumber;
    this.when = when;
  }

  /** The keys that are staged are about to be changed. */
  void staged(DuckDbView view) throws SQLException {
    if (job != null && job.view() == view) {
      DuckDbEngine.run(writer, view.noteChanged());
    }
  }

  /** Another version of the view is open. */
  void opened(String view) {
    worn.remove(view);
  }

  /** A change that is committed has left this behind. */
  void worn(String view, Wear more) {
    Wear wear = worn.computeIfAbsent(view, name -> new Wear());
    wear.deadInBatch += more.deadInBatch;
    wear.inRecent += more.inRecent;
  }

  /** Between two changes: puts a finished table in its place, or begins to make one. */
  void work() throws SQLException {
    if (job != null && job.rows().isDone()) {
      finish();
    }
    if (job == null) {
      begin();
    }
  }

  private void begin() throws SQLException {
    for (Map.Entry<String, Wear> entry : worn.entrySet()) {
      DuckDbView.Tables from = current(entry.getKey());
      Wear wear = entry.getValue();
      if (when.dueInOverlay(wear.inRecent, from.sortedRows())) {
        wear.inRecent = 0;
        begin(views.get(entry.getKey()), from, false);
        return;
      }
      if (when.dueInBatch(wear.deadInBatch, from.batchRows())) {
        wear.deadInBatch = 0;
        begin(views.get(entry.getKey()), from, true);
        return;
      }
    }
  }

  private DuckDbView.Tables current(String view) {
    return tables.get(view).get(open.get(view));
  }

  private void begin(DuckDbView view, DuckDbView.Tables from, boolean ofBatch) throws SQLException {
    DuckDbEngine.run(writer, "TRUNCATE temp.main." + view.changedTable());
    writer.commit();
    int number = tableNumber.incrementAndGet();
    String made = ofBatch ? DuckDbView.Tables.batch(number) : DuckDbView.Tables.sorted(number);
    String sql = ofBatch ? view.copyBatch(from, made) : view.sortOverlay(from, made);
    DuckDBConnection connection = root.duplicate();
    connection.setAutoCommit(false);
    // Fixes the instant that the whole transaction sees.
    DuckDbEngine.run(connection, DuckDbEngine.POSITIONS);
    job = new Job(view, from, ofBatch, made, maker.submit(() -> make(connection, sql, made)));
  }

  private static long make(DuckDBConnection connection, String sql, String made)
      throws SQLException {
    try (connection) {
      DuckDbEngine.run(connection, sql);
      try (Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery("SELECT count(*) FROM " + DuckDbView.stored(made))) {
        rows.next();
        long count = rows.getLong(1);
        connection.commit();
        return count;
      }
    }
  }

  private void finish() throws SQLException {
    Job done = job;
    job = null;
    long rows;
    try {
      rows = done.rows().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException e) {
      LOG.warn("{}: its tables cannot be compacted: {}", done.view().name(), e.getCause());
      return;
    }
    if (current(done.view().name()).equals(done.from())) {
      replace(done, rows);
    } else {
      drop(done.made());
      writer.commit();
    }
  }

  private void replace(Job done, long rows) throws SQLException {
    DuckDbView view = done.view();
    DuckDbView.Tables from = done.from();
    DuckDbView.Tables next;
    List<String> replaced;
    try {
      DuckDbEngine.run(writer, view.clearChanged(done.made()));
      if (done.ofBatch()) {
        next = from.withBatch(done.made(), rows);
        replaced = List.of(from.batch());
      } else {
        String recent = DuckDbView.Tables.recent(tableNumber.incrementAndGet());
        next = from.withOverlay(done.made(), rows, recent);
        replaced = from.overlay();
        DuckDbEngine.run(writer, view.copyChanged(from.recent(), recent));
      }
      DuckDbEngine.run(writer, view.createMerged(next));
      DuckDbEngine.run(writer, view.createSpeedView(next));
      for (String table : replaced) {
        drop(table);
      }
      writer.commit();
    } catch (SQLException e) {
      writer.rollback();
      drop(done.made());
      writer.commit();
      throw e;
    }
    tables.get(view.name()).put(open.get(view.name()), next);
    reclaim();
  }

  /**
   * Lets the file's space be used again that tables had which nobody sees any more; while a version
   * is loaded it cannot be.
   */
  private void reclaim() throws SQLException {
    try {
      DuckDbEngine.run(writer, "CHECKPOINT " + DuckDbEngine.CATALOG);
      writer.commit();
    } catch (SQLException e) {
      writer.rollback();
      LOG.debug("The file's space is reclaimed later: {}", DuckDbErrors.message(e));
    }
  }

  private void drop(String table) throws SQLException {
    DuckDbEngine.run(writer, "DROP TABLE " + DuckDbView.stored(table));
  }

  /** Waits for what is being made. */
  @Override
  public void close() {
    maker.shutdown();
    try {
      if (!maker.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("A compaction goes on although the engine is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
