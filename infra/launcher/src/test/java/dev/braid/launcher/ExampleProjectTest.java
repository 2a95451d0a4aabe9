package dev.braid.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.EventDecoder;
import dev.braid.source.Rejection;
import dev.braid.source.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleProjectTest {
  @TempDir Path folder;

  @Test
  void compilesAndLeavesItsArtefact() throws IOException {
    ExampleProject.write(folder.resolve("shop"));
    ProjectFolder project = ProjectFolder.open(folder.resolve("shop"));

    CompiledProject compiled = Projects.compile(project);

    assertThat(compiled.views()).extracting(ViewDefinition::name).contains("revenue", "hours");
    assertThat(CompiledProject.read(project.plan())).isEqualTo(compiled);
  }

  @Test
  void itsSampleFitsItsSourceButForTheTwoThatShowTheQuarantine() throws IOException {
    ExampleProject.write(folder);
    Source orders = Projects.compile(ProjectFolder.open(folder)).source("orders");
    EventDecoder decoder = new EventDecoder(orders);
    Object[] row = new Object[orders.columns().size()];

    List<Rejection> rejections =
        Files.readAllLines(folder.resolve("sample/orders.jsonl")).stream()
            .map(line -> decoder.decode(line.getBytes(StandardCharsets.UTF_8), row))
            .filter(Objects::nonNull)
            .toList();

    assertThat(rejections)
        .extracting(Rejection::code)
        .containsExactlyInAnyOrder("WRONG_TYPE", "NOT_JSON");
  }

  @Test
  void writesOverNothing() throws IOException {
    Files.writeString(folder.resolve("braid.yml"), "name: mine\n");

    assertThatThrownBy(() -> ExampleProject.write(folder))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("braid.yml");
    assertThat(Files.readString(folder.resolve("braid.yml"))).isEqualTo("name: mine\n");
    assertThat(folder.resolve("sources")).doesNotExist();
  }

  @Test
  void aFolderWithoutAProjectIsSaidToBeOne() {
    assertThatThrownBy(() -> ProjectFolder.open(folder))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("braid init");
  }
}
