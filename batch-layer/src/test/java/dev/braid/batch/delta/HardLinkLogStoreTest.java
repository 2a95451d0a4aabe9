package dev.braid.batch.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HardLinkLogStoreTest {
  private final Configuration configuration = new Configuration();
  private final HardLinkLogStore store = new HardLinkLogStore(configuration);

  @TempDir java.nio.file.Path folder;

  private Path version;

  @BeforeEach
  void nameAVersion() {
    version = new Path(folder.resolve("_delta_log/00000000000000000007.json").toUri());
  }

  @Test
  void whatIsWrittenIsReadAndListed() throws IOException {
    store.write(version, List.of("{\"a\":1}", "{\"ö\":2}").iterator(), false, configuration);

    List<String> lines = new ArrayList<>();
    store.read(version, configuration).forEachRemaining(lines::add);
    assertThat(lines).containsExactly("{\"a\":1}", "{\"ö\":2}");

    Iterator<FileStatus> listed =
        store.listFrom(new Path(version.getParent(), "00000000000000000000.json"), configuration);
    assertThat(listed.next().getPath().getName()).isEqualTo(version.getName());
    assertThat(listed.hasNext()).isFalse();
  }

  @Test
  void aVersionIsNeverOverwritten() throws IOException {
    store.write(version, List.of("first").iterator(), false, configuration);
    assertThatThrownBy(
            () -> store.write(version, List.of("second").iterator(), false, configuration))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(Files.readString(java.nio.file.Path.of(version.toUri()))).isEqualTo("first\n");
  }

  @Test
  void aCheckpointPointerIsOverwritten() throws IOException {
    Files.createDirectory(folder.resolve("_delta_log"));
    Path pointer = new Path(version.getParent(), "_last_checkpoint");
    store.write(pointer, List.of("first").iterator(), true, configuration);
    store.write(pointer, List.of("second").iterator(), true, configuration);
    assertThat(Files.readString(java.nio.file.Path.of(pointer.toUri()))).isEqualTo("second\n");
  }

  @Test
  void ofManyWritersOfOneVersionOneWins() throws Exception {
    int writers = 8;
    int versions = 50;
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    CyclicBarrier start = new CyclicBarrier(writers);
    try {
      for (int v = 0; v < versions; v++) {
        Path path = new Path(version.getParent(), String.format("%020d.json", v));
        List<Callable<Integer>> attempts = new ArrayList<>();
        for (int w = 0; w < writers; w++) {
          int writer = w;
          attempts.add(() -> write(path, writer, start));
        }
        int winner = -1;
        for (Future<Integer> attempt : threads.invokeAll(attempts)) {
          if (attempt.get() >= 0) {
            assertThat(winner).as("winners of %s", path).isEqualTo(-1);
            winner = attempt.get();
          }
        }
        assertThat(winner).isNotEqualTo(-1);
        assertThat(Files.readString(java.nio.file.Path.of(path.toUri())))
            .isEqualTo("writer " + winner + "\n");
      }
    } finally {
      threads.shutdownNow();
    }
    try (Stream<java.nio.file.Path> files = Files.list(folder.resolve("_delta_log"))) {
      assertThat(files).as("nothing is left lying about").hasSize(versions);
    }
  }

  /** The writer's number if it won, else -1. */
  private int write(Path path, int writer, CyclicBarrier start) throws Exception {
    start.await();
    try {
      store.write(path, List.of("writer " + writer).iterator(), false, configuration);
      return writer;
    } catch (FileAlreadyExistsException lost) {
      return -1;
    }
  }
}
