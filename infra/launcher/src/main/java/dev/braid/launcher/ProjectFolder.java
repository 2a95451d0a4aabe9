package dev.braid.launcher;

import dev.braid.error.ProjectErrors;
import dev.braid.generation.GenerationFiles;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where a project's files are, and where its state is kept. */
public record ProjectFolder(Path root) {
  public static final String STATE = ".braid";

  /** The folder must hold a {@code braid.yml}. */
  public static ProjectFolder open(Path folder) {
    ProjectFolder project = new ProjectFolder(folder.toAbsolutePath().normalize());
    if (!Files.isDirectory(project.root)) {
      throw ProjectErrors.noProjectFolder(project.root);
    }
    if (!Files.isRegularFile(project.root.resolve("braid.yml"))) {
      throw LauncherErrors.noProject(project.root);
    }
    return project;
  }

  public Path state() {
    return root.resolve(STATE);
  }

  /** What {@code compile} writes. */
  public Path plan() {
    return state().resolve("plan.json");
  }

  /** What is deployed; a later {@code compile} leaves it alone. */
  public GenerationFiles generations() {
    return new GenerationFiles(state());
  }

  public Path run() {
    return state().resolve("run");
  }

  public Path log(String process) {
    return state().resolve("logs").resolve(process + ".log");
  }

  /** Of one generation's speed layer. */
  public Path checkpoints(long generation) {
    return state().resolve("checkpoints").resolve("g" + generation);
  }

  public Path kafka() {
    return state().resolve("kafka");
  }
}
