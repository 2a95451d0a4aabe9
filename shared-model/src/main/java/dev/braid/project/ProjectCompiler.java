package dev.braid.project;

import dev.braid.error.BraidException;
import dev.braid.error.Place;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import dev.braid.generation.GenerationFiles;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ProjectFiles.Declaration;
import dev.braid.project.ViewOptionsReader.Written;
import dev.braid.source.Source;
import dev.braid.view.sql.ViewSqlCompiler;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns a user's folder into the artefact that the layers read. Needs the SQL parser and the YAML
 * library on the classpath, so no layer calls it.
 */
public final class ProjectCompiler {
  /** The artefact's name in the state folder. */
  public static final String ARTEFACT = "plan.json";

  /** Queries find the refused events in a table of this name, beside the views. */
  private static final String QUARANTINE = "quarantine";

  private final ProjectFiles files;
  private final Path projectFolder;
  private final Problems problems = new Problems();

  private ProjectCompiler(Path projectFolder) {
    this.files = new ProjectFiles(projectFolder);
    this.projectFolder = projectFolder;
  }

  /**
   * Compiles {@code braid.yml}, {@code sources/*.yml} and {@code views/*.sql}. Writes nothing.
   *
   * @param stateFolder holds the last artefact, if any, which decides the generation
   * @throws BraidException with every error found, each with its place
   */
  public static CompiledProject compile(Path projectFolder, Path stateFolder) {
    return new ProjectCompiler(projectFolder)
        .compile(stateFolder.resolve(ARTEFACT), new GenerationFiles(stateFolder).newest());
  }

  private CompiledProject compile(Path lastArtefact, long newestDeployed) {
    TextFile settingsFile = files.settings();
    Optional<ProjectSettings> settings =
        new SettingsReader(projectFolder, problems).read(settingsFile);
    List<Source> sources = sources();
    List<ViewDefinition> views =
        views(sources, settings.map(ProjectSettings::epochMillis).orElse(0L));
    problems.throwIfAny();

    ProjectSettings set = settings.orElseThrow();
    return new CompiledProject(
        CompiledProject.FORMAT,
        set.name(),
        Generation.next(lastArtefact, newestDeployed, views),
        set.graceMillis(),
        set.kafka(),
        set.storage(),
        set.serving(),
        set.batch(),
        sources,
        views);
  }

  private List<Source> sources() {
    List<Source> sources = new ArrayList<>();
    Map<String, Source> byTopic = new HashMap<>();
    for (Declaration declaration : declarations("sources", ".yml", "source")) {
      problems
          .attempt(() -> files.read(declaration, "source"))
          .flatMap(file -> new SourceReader(problems).read(declaration.name(), file))
          .ifPresent(
              source -> {
                sources.add(source);
                checkTopic(declaration, source, byTopic.putIfAbsent(source.topic(), source));
              });
    }
    return sources;
  }

  private void checkTopic(Declaration declaration, Source source, Source other) {
    if (other != null && other.partitions() != source.partitions()) {
      problems.attempt(
          () -> {
            throw ProjectErrors.topicPartitions(
                Place.of(declaration.shownAs()), source.topic(), other.name(), other.partitions());
          });
    }
  }

  private List<ViewDefinition> views(List<Source> sources, long epochMillis) {
    boolean allSources = problems.none();
    List<ViewDefinition> views = new ArrayList<>();
    for (Declaration declaration : declarations("views", ".sql", "view")) {
      problems
          .attempt(() -> viewText(declaration))
          .flatMap(file -> view(declaration.name(), file, sources, allSources, epochMillis))
          .ifPresent(views::add);
    }
    return views;
  }

  private TextFile viewText(Declaration declaration) {
    if (declaration.name().equals(QUARANTINE)) {
      throw ProjectErrors.reservedView(Place.of(declaration.shownAs()), QUARANTINE);
    }
    return files.read(declaration, "view");
  }

  /** A view over a source that is itself wrong is not told that there is no such source. */
  private Optional<ViewDefinition> view(
      String name, TextFile file, List<Source> sources, boolean allSources, long epochMillis) {
    Optional<Written> options = problems.attempt(() -> ViewOptionsReader.read(file));
    Optional<ViewPlan> plan =
        problems.attemptUnless(
            allSources ? "" : "UNKNOWN_SOURCE", () -> ViewSqlCompiler.compile(file, sources));
    if (options.isEmpty() || plan.isEmpty()) {
      return Optional.empty();
    }
    return problems
        .attempt(() -> options.get().check(plan.get()))
        .map(
            written ->
                definition(
                    name,
                    written.epoch().map(Duration::toMillis).orElse(epochMillis),
                    plan.get(),
                    sources,
                    file,
                    written.options()));
  }

  private List<Declaration> declarations(String folder, String ending, String what) {
    return problems.attempt(() -> files.declarations(folder, ending, what)).orElseGet(List::of);
  }

  private static ViewDefinition definition(
      String name,
      long epochMillis,
      ViewPlan plan,
      List<Source> sources,
      TextFile file,
      ViewOptions options) {
    Source source =
        sources.stream().filter(s -> s.name().equals(plan.source())).findFirst().orElseThrow();
    String hash =
        CompiledProject.hash(
            source.name(), source.topic(), source.format(), source.columns(), plan, epochMillis);
    return new ViewDefinition(name, epochMillis, hash, plan, file.text(), options);
  }
}
