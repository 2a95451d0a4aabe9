package dev.braid.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.contract.ViewCases;
import dev.braid.error.BraidException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompiledProjectTest {
  private static final CompiledProject PROJECT = project();

  @TempDir Path temp;

  private static CompiledProject project() {
    List<ViewDefinition> views =
        ViewCases.all().stream()
            .map(
                c ->
                    new ViewDefinition(
                        c.name(), 60_000, CompiledProject.hash(c.plan()), c.plan(), c.sql()))
            .toList();
    return new CompiledProject(
        CompiledProject.FORMAT,
        "shop",
        7,
        60_000,
        new KafkaSettings("127.0.0.1:9092", 9092, Map.of()),
        "file:///lake/",
        new ServingSettings("127.0.0.1", 8080),
        List.of(ViewCases.all().get(0).source()),
        views);
  }

  @Test
  void readsWhatItWrote() throws IOException {
    Path artefact = temp.resolve("a/b/plan.json");
    PROJECT.write(artefact);
    assertThat(CompiledProject.read(artefact)).isEqualTo(PROJECT);
  }

  @Test
  void writesTheSameBytesAgain() throws IOException {
    Path first = temp.resolve("first.json");
    Path second = temp.resolve("second.json");
    PROJECT.write(first);
    CompiledProject.read(first).write(second);
    assertThat(Files.readAllBytes(second)).isEqualTo(Files.readAllBytes(first));
    try (Stream<Path> files = Files.list(temp)) {
      assertThat(files).containsExactlyInAnyOrder(first, second);
    }
  }

  @Test
  void readsWhatALaterVersionAddsTo() throws IOException {
    Path artefact = temp.resolve("plan.json");
    PROJECT.write(artefact);
    String json = Files.readString(artefact);
    Files.writeString(artefact, json.replaceFirst("\\{", "{\"added_later\": 1,"));
    assertThat(CompiledProject.read(artefact)).isEqualTo(PROJECT);
  }

  @Test
  void readsWhatSaysNothingOfLateBatches() throws IOException {
    Path artefact = temp.resolve("plan.json");
    PROJECT.write(artefact);
    String json = Files.readString(artefact);
    String without = json.replaceFirst("\"batch\" : \\{[^}]*},", "");
    assertThat(without).isNotEqualTo(json);
    Files.writeString(artefact, without);
    assertThat(CompiledProject.read(artefact).batch()).isEqualTo(BatchSettings.DEFAULT);
  }

  @Test
  void refusesWhatIsNoArtefact() throws IOException {
    assertRefused("NOT_COMPILED", null);
    assertRefused("BAD_ARTEFACT", "");
    assertRefused("BAD_ARTEFACT", "{\"format\": 1");
    assertRefused("BAD_ARTEFACT", "{\"format\": 1}");
    assertRefused("BAD_ARTEFACT", "null");
    assertRefused("BAD_ARTEFACT", "[]");
    assertRefused("ARTEFACT_FORMAT", "{}");
    assertRefused("ARTEFACT_FORMAT", "{\"format\": 2}");
    assertRefused("ARTEFACT_FORMAT", "{\"format\": \"1\"}");
  }

  private void assertRefused(String code, String content) throws IOException {
    Path artefact = temp.resolve("plan.json");
    Files.deleteIfExists(artefact);
    if (content != null) {
      Files.writeString(artefact, content);
    }
    assertThatThrownBy(() -> CompiledProject.read(artefact))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo(code);
              assertThat(e.describe()).contains("run `braid compile`").doesNotContain("\n");
            });
  }

  @Test
  void namesAViewThatIsNotThere() {
    assertThatThrownBy(() -> PROJECT.view("count")).hasMessageContaining("did you mean 'counts'?");
    assertThat(PROJECT.view("counts").name()).isEqualTo("counts");
  }

  @Test
  void namesTopicsAndFolders() {
    Names names = PROJECT.names();
    ViewDefinition view = PROJECT.view("counts");
    String hash = view.definitionHash().substring(0, 8);
    assertThat(names.frontiersTopic()).isEqualTo("braid.shop.frontiers");
    assertThat(names.speedTopic(view))
        .isEqualTo("braid.shop.speed.counts." + hash + ".g" + PROJECT.generation());
    assertThat(names.quarantineTopic(PROJECT.source("hard")))
        .isEqualTo("braid.shop.quarantine.hard");
    assertThat(names.viewPath(view)).isEqualTo("file:///lake/views/counts-" + hash);
    assertThat(names.rawPath(PROJECT.source("hard"))).isEqualTo("file:///lake/raw/hard");
    assertThat(names.eventsPath(PROJECT.source("hard"))).startsWith("file:///lake/events/hard-");
  }
}
