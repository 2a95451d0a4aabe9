package dev.braid.launcher.apply;

import dev.braid.file.FileTree;
import dev.braid.generation.GenerationFiles;
import dev.braid.generation.Generations;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.kafka.Topics;
import dev.braid.project.CompiledProject;
import dev.braid.project.Names;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is left of generations that neither answer, nor are built, nor kept to go back to: speed
 * topics, checkpoints, and the tables of the lake that no other generation shares. {@code raw} is
 * shared by all, for ever. Deleting it may be cut short and begun again: a generation's plan goes
 * last.
 */
final class Leftovers {
  private final ProjectFolder folder;
  private final GenerationFiles files;
  private final Topics topics;
  private final Consumer<String> say;

  Leftovers(ProjectFolder folder, Topics topics, Consumer<String> say) {
    this.folder = folder;
    this.files = folder.generations();
    this.topics = topics;
    this.say = say;
  }

  /** Deletes them. */
  void delete() throws IOException {
    Generations recorded = files.read().orElseThrow();
    Set<Long> wanted = new TreeSet<>(recorded.running());
    if (recorded.previous() != null) {
      wanted.add(recorded.previous());
    }
    List<CompiledProject> kept = wanted.stream().map(files::project).toList();
    for (long generation : files.kept()) {
      if (!wanted.contains(generation)) {
        delete(files.project(generation), kept);
        say.accept("generation " + generation + " deleted");
      }
    }
  }

  private void delete(CompiledProject unwanted, List<CompiledProject> kept) throws IOException {
    Names names = unwanted.names();
    topics.delete(unwanted.views().stream().map(names::speedTopic).toList());
    FileTree.delete(folder.checkpoints(unwanted.generation()));
    Set<String> shared = new TreeSet<>();
    kept.forEach(project -> shared.addAll(tables(project)));
    for (String table : tables(unwanted)) {
      if (!shared.contains(table)) {
        FileTree.delete(local(table));
      }
    }
    files.deletePlan(unwanted.generation());
  }

  private static List<String> tables(CompiledProject project) {
    Names names = project.names();
    Stream<String> events = project.sources().stream().map((Source s) -> names.eventsPath(s));
    Stream<String> views = project.views().stream().map((ViewDefinition v) -> names.viewPath(v));
    return Stream.concat(events, views).toList();
  }

  private static Path local(String table) {
    return table.startsWith("file:")
        ? Path.of(URI.create(table).getPath())
        : Path.of(table).toAbsolutePath();
  }
}
