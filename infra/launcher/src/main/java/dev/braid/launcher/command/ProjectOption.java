package dev.braid.launcher.command;

import dev.braid.launcher.ProjectFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** {@code --project}, the same in all commands. */
final class ProjectOption {
  @Option(
      names = {"-p", "--project"},
      paramLabel = "DIR",
      defaultValue = "",
      showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
      description = "The project's folder, which has the braid.yml. Default: the current folder.")
  private Path folder = Path.of("");

  ProjectFolder open() {
    return ProjectFolder.open(folder);
  }
}
