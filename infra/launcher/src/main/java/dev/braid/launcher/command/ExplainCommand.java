package dev.braid.launcher.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.explain.LayerAnswer;
import dev.braid.launcher.explain.ViewText;
import dev.braid.launcher.process.LayerCommand;
import dev.braid.launcher.text.Wrapped;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    header = "Shows how a view is computed and what it keeps.",
    description = {
      "Shows a view's plan, its group key and the bytes that its states take; then what of it "
          + "Spark runs as its own code and what as shared code, Spark's physical plan, and "
          + "Flink's job graph. Nothing needs to run, and no event is read."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  braid explain revenue", "  braid explain --plan --format json revenue"})
public final class ExplainCommand implements Callable<Integer> {
  /** How the plan is shown. */
  enum Format {
    text,
    json
  }

  private static final int WIDTH = 100;
  private static final List<String> STARTS_QUICKLY = List.of("-XX:TieredStopAtLevel=1");

  @Mixin private ProjectOption option;

  @Parameters(paramLabel = "VIEW", description = "The view's name.")
  private String view;

  @Option(names = "--plan", description = "Only plan, group key and states; starts no engine.")
  private boolean planOnly;

  @Option(
      names = "--format",
      paramLabel = "text|json",
      defaultValue = "text",
      description = "json prints the definition as the layers read it, and no more. Default: text.")
  private Format format = Format.text;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProjectFolder folder = option.open();
    Projects.Planned current = Projects.current(folder);
    CompiledProject project = current.project();
    ViewDefinition definition = project.view(view);
    if (format == Format.json) {
      System.out.println(json(definition));
    } else if (planOnly) {
      print(ViewText.lines(project, definition));
    } else {
      explain(folder, current, definition);
    }
    return 0;
  }

  private static String json(ViewDefinition definition) throws JsonProcessingException {
    return CompiledProject.json().writeValueAsString(definition);
  }

  /** Both engines start at once: the wait is for the slower one. */
  private void explain(ProjectFolder folder, Projects.Planned current, ViewDefinition definition)
      throws IOException, InterruptedException {
    Distribution distribution = Distribution.installed();
    Path plan = current.plan();
    LayerCommand batch =
        explaining(LayerCommand.batch(folder, plan, List.of()), "dev.braid.batch.ExplainBatch");
    LayerCommand speed =
        explaining(LayerCommand.speed(folder, plan), "dev.braid.speed.ExplainSpeed");
    try (LayerAnswer ofBatch = LayerAnswer.start(distribution, folder, batch);
        LayerAnswer ofSpeed = LayerAnswer.start(distribution, folder, speed)) {
      print(ViewText.lines(current.project(), definition));
      System.out.println();
      print(ofBatch.lines());
      System.out.println();
      print(ofSpeed.lines());
    }
  }

  private LayerCommand explaining(LayerCommand layer, String mainClass) {
    List<String> arguments = new ArrayList<>(layer.arguments());
    arguments.addAll(List.of("--view", view));
    return layer.with(STARTS_QUICKLY).running(mainClass, arguments);
  }

  private static void print(List<String> lines) {
    lines.stream()
        .flatMap(line -> Wrapped.lines(line, WIDTH).stream())
        .forEach(System.out::println);
  }
}
