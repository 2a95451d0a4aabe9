package dev.braid.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CityExampleTest {
  private static final Path CITY = Path.of("..", "examples", "city");

  @TempDir Path state;

  @Test
  void compilesAndHasAProofForEachView() throws IOException {
    CompiledProject city = ProjectCompiler.compile(CITY, state);

    List<String> views = city.views().stream().map(ViewDefinition::name).toList();
    assertThat(views).hasSize(20);
    try (Stream<Path> proofs = Files.list(CITY.resolve("proof"))) {
      assertThat(
              proofs
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".sql"))
                  .map(name -> name.replace(".sql", "")))
          .containsExactlyInAnyOrderElementsOf(views);
    }
  }
}
