package dev.braid.launcher;

import dev.braid.launcher.process.RunFiles;
import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import java.io.IOException;

/** Which compiled project a command works with. */
public final class Projects {
  private Projects() {}

  /** Checks the user's files and writes the artefact. */
  public static CompiledProject compile(ProjectFolder folder) throws IOException {
    CompiledProject project = ProjectCompiler.compile(folder.root(), folder.state());
    project.write(folder.plan());
    return project;
  }

  /**
   * What the running layers run, whatever the user has edited since; else the files as they are.
   */
  public static CompiledProject current(ProjectFolder folder) throws IOException {
    return isRunning(folder) ? CompiledProject.read(folder.runningPlan()) : compile(folder);
  }

  public static boolean isRunning(ProjectFolder folder) {
    return new RunFiles(folder).launcher().isPresent();
  }
}
