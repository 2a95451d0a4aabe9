package dev.braid.serving.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.log.Frontier;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.SpeedRows;
import dev.braid.serving.TestLake;
import dev.braid.serving.Views;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.type.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version of twice the memory that the engine may take is loaded, changed and read. */
class LargerThanMemoryTest {
  private static final ViewDefinition VIEW = Views.outputs("wide", List.of(DataType.VARCHAR));
  private static final int GROUPS = 80_000;
  private static final int FILES = 4;
  private static final int WIDTH = 1_600;
  private static final String MEMORY = "96MB";

  @TempDir Path folder;

  private String file(Random random, int number) {
    List<TestLake.Row> rows = new ArrayList<>();
    for (int key = number; key < GROUPS; key += FILES) {
      rows.add(new TestLake.Row(new Object[] {key, text(random)}, 1, new Object[0]));
    }
    Path file = folder.resolve("wide-" + number + ".parquet");
    TestLake.parquet(file, VIEW, rows);
    return file.toString();
  }

  /** Nothing that could be made shorter by much. */
  private static String text(Random random) {
    char[] text = new char[WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      text[i] = (char) ('!' + random.nextInt(90));
    }
    return new String(text);
  }

  @Test
  void itIsLoadedChangedAndRead() throws Exception {
    Random random = new Random(1);
    List<String> files = new ArrayList<>();
    for (int i = 0; i < FILES; i++) {
      files.add(file(random, i));
    }
    BatchVersion version =
        new BatchVersion(
            1, TestLake.commit(VIEW, new Frontier(1000), Frontier.NONE, GROUPS), files);
    Path temporary = Files.createDirectories(folder.resolve("temporary"));
    try (DuckDbEngine engine =
        DuckDbEngine.start(
            List.of(VIEW), new DuckDbEngine.Settings(folder, temporary, MEMORY, 2))) {
      engine.load(VIEW.name(), version);
      GroupKey changed = new GroupKey(new Object[] {GROUPS / 2});
      try (QueryEngine.Change change = engine.begin()) {
        change.open(VIEW.name(), version);
        assertThat(change.take(VIEW.name(), List.of(changed))).hasSize(1);
        change.put(
            VIEW.name(),
            List.of(changed),
            key -> SpeedRows.row(new Object[] {key.values()[0], "new"}, 2));
        change.position(
            new Position(VIEW.name(), 1L, version.frontier(), "t", GROUPS, GROUPS, 1, null));
        change.commit();
      }
      long characters = (GROUPS - 1L) * WIDTH + "new".length();
      assertThat(
              Asked.of(
                      engine,
                      List.of(VIEW),
                      "SELECT count(*), sum(length(o0)) FROM wide",
                      QueryLimits.DEFAULT)
                  .rows())
          .hasToString("[[%d, %d]]".formatted(GROUPS, characters));
    }
  }
}
