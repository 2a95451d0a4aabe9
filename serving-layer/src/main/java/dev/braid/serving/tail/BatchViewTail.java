package dev.braid.serving.tail;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.log.BatchCommit;
import dev.braid.project.CompiledProject;
import dev.braid.project.Names;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.merge.BatchVersion;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.exceptions.TableNotFoundException;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at every view's Delta table, regularly, and tells which version is the newest. */
public final class BatchViewTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(BatchViewTail.class);

  /** Told after each look what was found; from the tail's own thread. */
  public interface Listener {
    /** There is no table. */
    void noTable(String view, boolean afterCatchUp);

    void discovered(String view, BatchVersion version, boolean afterCatchUp);

    void batchUnreadable(String view, String reason);
  }

  /** What a table's log looked like, and the version that was read from it. */
  private record Look(Object log, BatchVersion version) {}

  private final List<ViewDefinition> views;
  private final Names names;
  private final Duration interval;
  private final BooleanSupplier speedCaughtUp;
  private final Listener listener;
  private final Engine engine = DefaultEngine.create(new Configuration());
  private final Map<String, Look> looks = new HashMap<>();
  private final Map<String, String> told = new HashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "batch-tail");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param speedCaughtUp whether the speed topics have been read to their end; asked before each
   *     look
   */
  public BatchViewTail(
      CompiledProject project,
      Duration interval,
      BooleanSupplier speedCaughtUp,
      Listener listener) {
    this.views = project.views();
    this.names = project.names();
    this.interval = interval;
    this.speedCaughtUp = speedCaughtUp;
    this.listener = listener;
  }

  public void start() {
    clock.scheduleWithFixedDelay(
        () -> views.forEach(this::look), 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look(ViewDefinition view) {
    boolean afterCatchUp = speedCaughtUp.getAsBoolean();
    Path table = LakePaths.local(names.viewPath(view));
    try {
      Object log = log(table);
      Look last = looks.get(view.name());
      if (last == null || !last.log().equals(log)) {
        last = new Look(log, read(view, table));
        looks.put(view.name(), last);
      }
      told.remove(view.name());
      if (last.version().isNone()) {
        listener.noTable(view.name(), afterCatchUp);
      } else {
        listener.discovered(view.name(), last.version(), afterCatchUp);
      }
    } catch (UnusableTable e) {
      unreadable(view, e.getMessage());
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.debug("{}", table, e);
      unreadable(
          view,
          "the batch table at "
              + table
              + " cannot be read ("
              + rootMessage(e)
              + "): a file of its log is torn, damaged or missing. Restore it (a checkpoint can be"
              + " deleted while all commits before it are there), or move the table away and run"
              + " `braid batch run`, which makes it anew");
    }
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).lines().findFirst().orElse("no message");
  }

  private void unreadable(ViewDefinition view, String reason) {
    looks.remove(view.name());
    if (!reason.equals(told.put(view.name(), reason))) {
      LOG.warn("{}: {}", view.name(), reason);
    }
    listener.batchUnreadable(view.name(), reason);
  }

  /** Changes whenever a commit does: reading a snapshot is dear, listing its log is not. */
  private static Object log(Path table) throws IOException {
    Path log = table.resolve("_delta_log");
    TreeSet<String> commits = new TreeSet<>();
    if (Files.isDirectory(log)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(log, "*.json")) {
        for (Path file : files) {
          commits.add(
              file.getFileName() + " " + Files.size(file) + " " + Files.getLastModifiedTime(file));
        }
      }
    }
    return commits;
  }

  /** What is there is not a batch view of this definition. */
  private static final class UnusableTable extends Exception {
    private static final long serialVersionUID = 1;

    UnusableTable(String message) {
      super(message);
    }
  }

  private BatchVersion read(ViewDefinition view, Path table) throws IOException, UnusableTable {
    Snapshot snapshot;
    try {
      snapshot = Table.forPath(engine, table.toString()).getLatestSnapshot(engine);
    } catch (TableNotFoundException none) {
      return BatchVersion.NONE;
    }
    String where = "version " + snapshot.getVersion() + " of the batch table at " + table;
    Optional<String> metadata = snapshot.getDomainMetadata(BatchCommit.DOMAIN);
    if (metadata.isEmpty()) {
      throw new UnusableTable(
          where + " does not say what it covers; it was not written by Braid's batch layer");
    }
    BatchCommit commit = commit(metadata.get(), where);
    if (!commit.definitionHash().equals(view.definitionHash())) {
      throw new UnusableTable(
          where
              + " is of another definition ("
              + commit.definitionHash()
              + ", this is "
              + view.definitionHash()
              + "); run `braid batch run`");
    }
    if (!snapshot.getPartitionColumnNames().isEmpty()) {
      throw new UnusableTable(where + " is partitioned, which no batch view is");
    }
    return new BatchVersion(snapshot.getVersion(), commit, files(snapshot, where));
  }

  private static BatchCommit commit(String json, String where) throws UnusableTable {
    try {
      return CompiledProject.json().readValue(json, BatchCommit.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new UnusableTable(where + " says of itself what cannot be read: " + e.getMessage());
    }
  }

  private List<String> files(Snapshot snapshot, String where) throws IOException, UnusableTable {
    List<String> files = new ArrayList<>();
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            Row row = rows.next();
            if (InternalScanFileUtils.getDeletionVectorDescriptorFromRow(row) != null) {
              throw new UnusableTable(
                  where + " has deletion vectors; rewrite it with REORG TABLE … APPLY (PURGE)");
            }
            String path = InternalScanFileUtils.getAddFileStatus(row).getPath();
            files.add(LakePaths.fromKernel(path).toString());
          }
        }
      }
    }
    files.sort(null);
    return files;
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("A batch table is still being read; it is left behind");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
