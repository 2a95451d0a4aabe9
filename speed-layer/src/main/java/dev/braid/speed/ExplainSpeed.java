package dev.braid.speed;

import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.speed.run.JobConfiguration;
import dev.braid.speed.start.Announcements;
import dev.braid.speed.start.JobIdentity;
import dev.braid.speed.start.KafkaFacts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Draws the part of the speed layer's job that keeps one view; asks no Kafka. */
@Command(
    name = "explain-speed",
    mixinStandardHelpOptions = true,
    description = "Draws the part of the job that keeps one view.")
public final class ExplainSpeed implements Callable<Integer> {
  @Option(names = "--plan", required = true, paramLabel = "FILE", description = "plan.json")
  private Path plan;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the project's .braid folder")
  private Path state;

  @Option(names = "--view", required = true, paramLabel = "NAME", description = "the view")
  private String view;

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new ExplainSpeed());
    command.setExecutionExceptionHandler((error, line, parsed) -> report(error));
    System.exit(command.execute(arguments));
  }

  private static int report(Exception error) throws Exception {
    if (error instanceof BraidException expected) {
      System.err.println(expected.describe());
      return expected.kind().exitStatus();
    }
    throw error;
  }

  @Override
  public Integer call() {
    CompiledProject project = CompiledProject.read(plan);
    lines(project, project.view(view), SpeedLayer.defaults(plan, state))
        .forEach(System.out::println);
    return 0;
  }

  /** The job's graph if the view were the project's only one. */
  static List<String> lines(
      CompiledProject project, ViewDefinition definition, SpeedSettings settings) {
    CompiledProject alone = project.withViews(List.of(definition));
    KafkaFacts kafka = KafkaFacts.assumed(alone);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(
            JobConfiguration.ofJob(
                settings, alone.generation(), JobIdentity.of(alone, kafka), Optional.empty()));
    new SpeedJob(alone, settings, kafka, Announcements.NONE, Map.of()).addTo(environment);
    List<String> lines = new ArrayList<>();
    lines.add("FLINK: the job graph of this view");
    lines.add("");
    JobDrawing.of(environment.getStreamGraph()).forEach(line -> lines.add("  " + line));
    return lines;
  }
}
