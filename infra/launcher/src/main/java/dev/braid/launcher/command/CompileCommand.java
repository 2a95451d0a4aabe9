package dev.braid.launcher.command;

import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.text.TextTable;
import dev.braid.plan.KeyColumn;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "compile",
    mixinStandardHelpOptions = true,
    header = "Checks a project and writes its artefact.",
    description = {
      "Checks a project's files and writes the artefact that all layers read, "
          + ".braid/plan.json. Every error says file, line and column. `up` and `batch run` "
          + "compile by themselves."
    })
public final class CompileCommand implements Callable<Integer> {
  @Mixin private ProjectOption option;

  @Override
  public Integer call() throws IOException {
    ProjectFolder folder = option.open();
    CompiledProject project = Projects.compile(folder);
    TextTable table =
        new TextTable(List.of("view", "source", "group key", "columns", "definition"), List.of(3));
    for (ViewDefinition view : project.views()) {
      String key =
          view.plan().keys().stream().map(KeyColumn::name).collect(Collectors.joining(", "));
      String columns = Integer.toString(view.plan().outputs().size());
      table.row(List.of(view.name(), view.plan().source(), key, columns, view.shortHash()));
    }
    table.lines().forEach(System.out::println);
    System.out.println();
    System.out.println(
        "compiled "
            + project.name()
            + ", generation "
            + project.generation()
            + ": "
            + folder.plan());
    return 0;
  }
}
