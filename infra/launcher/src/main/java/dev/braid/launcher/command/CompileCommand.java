package dev.braid.launcher.command;

import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.text.TextTable;
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
    TextTable table = new TextTable(List.of("view", "source", "columns", "definition"), List.of());
    for (ViewDefinition view : project.views()) {
      String columns =
          view.plan().outputs().stream()
              .map(output -> output.name() + " " + output.type())
              .collect(Collectors.joining(", "));
      table.row(List.of(view.name(), view.plan().source(), columns, view.shortHash()));
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
