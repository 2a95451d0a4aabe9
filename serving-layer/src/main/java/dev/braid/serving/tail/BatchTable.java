package dev.braid.serving.tail;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.log.BatchCommit;
import dev.braid.project.CompiledProject;
import io.delta.kernel.Snapshot;
import io.delta.kernel.Table;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;

/** What a batch view's table tells of itself to whoever asks, beside the tail that follows it. */
public final class BatchTable {
  private static final Pattern COMMIT = Pattern.compile("\\d{20}\\.json");

  private final Path table;

  /**
   * @param place of the table, as {@link dev.braid.project.Names#viewPath} names it
   */
  public BatchTable(String place) {
    this.table = LakePaths.local(place);
  }

  /** The files of one version. */
  public record Size(int files, long bytes) {}

  /**
   * One commit of the log.
   *
   * @param operation as the writer names it; null if it does not
   * @param commit what the version says of itself; null if the commit did not change that
   */
  public record Version(long version, String operation, BatchCommit commit) {}

  public Size size(long version) throws IOException {
    Engine engine = DefaultEngine.create(new Configuration());
    Snapshot snapshot =
        Table.forPath(engine, table.toString()).getSnapshotAsOfVersion(engine, version);
    int files = 0;
    long bytes = 0;
    try (CloseableIterator<FilteredColumnarBatch> batches =
        snapshot.getScanBuilder().build().getScanFiles(engine)) {
      while (batches.hasNext()) {
        try (CloseableIterator<Row> rows = batches.next().getRows()) {
          while (rows.hasNext()) {
            files++;
            bytes += InternalScanFileUtils.getAddFileStatus(rows.next()).getSize();
          }
        }
      }
    }
    return new Size(files, bytes);
  }

  /**
   * The newest commits, newest first. Commits that the table's clean-up has taken away are not
   * among them; without a table there are none.
   */
  public List<Version> history(int most) throws IOException {
    List<Version> versions = new ArrayList<>();
    for (Path commit : commits()) {
      if (versions.size() == most) {
        break;
      }
      try {
        versions.add(read(commit));
      } catch (NoSuchFileException cleanedUp) {
        break;
      }
    }
    return versions;
  }

  private List<Path> commits() throws IOException {
    Path log = table.resolve("_delta_log");
    List<Path> commits = new ArrayList<>();
    if (Files.isDirectory(log)) {
      try (DirectoryStream<Path> files =
          Files.newDirectoryStream(
              log, file -> COMMIT.matcher(file.getFileName().toString()).matches())) {
        files.forEach(commits::add);
      }
    }
    commits.sort(Collections.reverseOrder());
    return commits;
  }

  private static Version read(Path file) throws IOException {
    String name = file.getFileName().toString();
    String operation = null;
    BatchCommit commit = null;
    try (BufferedReader actions = Files.newBufferedReader(file)) {
      for (String line; (line = actions.readLine()) != null; ) {
        if (line.startsWith("{\"add\"") || line.startsWith("{\"remove\"")) {
          continue;
        }
        JsonNode action = CompiledProject.json().readTree(line);
        if (action.has("commitInfo")) {
          operation = action.path("commitInfo").path("operation").asText(null);
        }
        JsonNode metadata = action.path("domainMetadata");
        if (metadata.path("domain").asText().equals(BatchCommit.DOMAIN)) {
          commit =
              CompiledProject.json()
                  .readValue(metadata.path("configuration").asText(), BatchCommit.class);
        }
      }
    }
    return new Version(Long.parseLong(name.substring(0, name.indexOf('.'))), operation, commit);
  }
}
