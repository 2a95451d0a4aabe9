package dev.braid.launcher;

import dev.braid.generation.DefinitionChanges;
import dev.braid.generation.GenerationFiles;
import dev.braid.generation.Generations;
import dev.braid.launcher.process.RunFiles;
import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Which compiled project a command works with. */
public final class Projects {
  private Projects() {}

  /** A compiled project and the file that it is in. */
  public record Planned(CompiledProject project, Path plan) {}

  /** Checks the user's files and writes the artefact. */
  public static CompiledProject compile(ProjectFolder folder) throws IOException {
    CompiledProject project = ProjectCompiler.compile(folder.root(), folder.state());
    project.write(folder.plan());
    return project;
  }

  /**
   * The generation that answers, whatever the user has edited since. Definitions change by {@code
   * braid apply} alone; if the project does not run, it takes the settings of {@code braid.yml} as
   * they are now. The first time, the files as they are become the first generation.
   */
  public static Planned deployed(ProjectFolder folder) throws IOException {
    GenerationFiles files = folder.generations();
    Optional<Generations> recorded = files.read();
    if (recorded.isPresent() && isRunning(folder)) {
      return planned(files, recorded.get().current());
    }
    CompiledProject compiled = compile(folder);
    if (recorded.isEmpty() || isElsewhere(files.project(recorded.get().current()), compiled)) {
      files.start(compiled);
      return planned(files, compiled.generation());
    }
    Generations generations = recorded.get();
    for (long generation : files.kept()) {
      refresh(files, generation, compiled);
    }
    return planned(files, generations.current());
  }

  private static void refresh(GenerationFiles files, long generation, CompiledProject compiled)
      throws IOException {
    CompiledProject kept = files.project(generation);
    CompiledProject refreshed =
        DefinitionChanges.none(kept, compiled)
            ? compiled.withGeneration(generation)
            : kept.withSettingsOf(compiled);
    if (!refreshed.equals(kept)) {
      refreshed.write(files.plan(generation));
    }
  }

  /**
   * Under another name, or over another lake, nothing of what was deployed is left to go on with.
   */
  private static boolean isElsewhere(CompiledProject deployed, CompiledProject compiled) {
    return !deployed.name().equals(compiled.name())
        || !deployed.storage().equals(compiled.storage());
  }

  /** What the running layers run; if none do, the files as they are. */
  public static Planned current(ProjectFolder folder) throws IOException {
    return isRunning(folder) ? deployed(folder) : new Planned(compile(folder), folder.plan());
  }

  private static Planned planned(GenerationFiles files, long generation) {
    return new Planned(files.project(generation), files.plan(generation));
  }

  public static boolean isRunning(ProjectFolder folder) {
    return new RunFiles(folder).launcher().isPresent();
  }
}
