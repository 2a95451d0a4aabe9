package dev.braid.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationsTest {
  @TempDir Path state;

  @Test
  void oneIsBuiltTakesOverAndIsGoneBackFrom() {
    Generations first = Generations.first(3);
    assertThat(first.running()).containsExactly(3L);

    Generations building = first.build(4);
    assertThat(building.running()).containsExactly(3L, 4L);
    assertThat(building.abandoned()).isEqualTo(first);

    Generations swapped = building.swapped();
    assertThat(swapped).isEqualTo(new Generations(4, null, 3L));
    assertThat(swapped.running()).containsExactly(4L);

    Generations back = swapped.build(3).swapped();
    assertThat(back).isEqualTo(new Generations(3, null, 4L));
    assertThat(swapped.cleaned()).isEqualTo(Generations.first(4));
  }

  @Test
  void nothingTakesOverThatIsNotBuilt() {
    assertThatThrownBy(() -> Generations.first(1).swapped())
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> Generations.first(1).build(1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void changesOfSeveralWritersFollowEachOther() throws Exception {
    GenerationFiles files = started();
    ExecutorService writers = Executors.newFixedThreadPool(8);
    List<Future<Generations>> all =
        java.util.stream.LongStream.rangeClosed(2, 200)
            .mapToObj(
                n -> writers.submit(() -> files.update(g -> g.build(g.current() + 1).swapped())))
            .toList();
    for (Future<Generations> one : all) {
      one.get();
    }
    writers.shutdown();
    assertThat(files.read()).contains(new Generations(200, null, 199L));
  }

  @Test
  void aRecordThatCannotBeReadSaysWhatToPutInItsPlace() throws IOException {
    GenerationFiles files = started();
    Files.writeString(state.resolve("generations/generations.json"), "{\"current\": ");
    assertThatThrownBy(files::read)
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("put {\"current\": n} in its place");
  }

  private GenerationFiles started() throws IOException {
    GenerationFiles files = new GenerationFiles(state);
    assertThat(files.read()).isEmpty();
    CompiledProject project = Shops.compile(state.resolve("p"), "SELECT country, count(*) AS n");
    files.start(project);
    assertThat(files.read()).contains(Generations.first(1));
    assertThat(files.project(1)).isEqualTo(project);
    return files;
  }
}
