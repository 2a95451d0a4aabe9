package dev.braid.launcher.command;

import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.kafka.EventSender;
import dev.braid.launcher.kafka.JsonLines;
import dev.braid.launcher.kafka.LineProducer;
import dev.braid.launcher.kafka.Pace;
import dev.braid.launcher.kafka.Topics;
import dev.braid.launcher.text.Durations;
import dev.braid.launcher.text.LiveBlock;
import dev.braid.launcher.text.Progress;
import dev.braid.project.CompiledProject;
import dev.braid.source.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "produce",
    mixinStandardHelpOptions = true,
    header = "Sends a file of events to a source.",
    description = {
      "Writes events to a source's topic, one JSON object a line, and returns when Kafka "
          + "has acknowledged them all. Lines go as they are: one that is broken, or does not fit "
          + "the source's columns, is for the platform to put in quarantine. Blank lines are "
          + "passed over."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  braid produce orders orders.jsonl",
      "  zcat orders.jsonl.gz | braid produce orders -",
      "  braid produce orders orders.jsonl --rate 500"
    })
public final class ProduceCommand implements Callable<Integer> {
  private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(15);

  @Mixin private ProjectOption option;

  @Parameters(paramLabel = "SOURCE", description = "Name of a file in sources/, without .yml.")
  private String source;

  @Parameters(paramLabel = "FILE", description = "JSON lines; - for standard input.")
  private String file;

  @Option(
      names = "--rate",
      paramLabel = "N[/s]",
      description = "At most so many events a second. Default: as fast as Kafka takes them.")
  private String rate;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProjectFolder folder = option.open();
    CompiledProject project = Projects.current(folder).project();
    List<String> names = project.sources().stream().map(Source::name).toList();
    if (!names.contains(source)) {
      throw LauncherErrors.noSource(source, names);
    }
    Pace pace = rate == null ? Pace.UNLIMITED : Pace.parse(rate);
    boolean standardInput = file.equals("-");
    Path path = standardInput ? null : Path.of(file);
    if (path != null && !Files.isRegularFile(path)) {
      throw LauncherErrors.noFile(path);
    }
    try (Topics topics = new Topics(project, KAFKA_PATIENCE)) {
      topics.requireKafka();
      topics.require(project.source(source));
    }
    long size = path == null ? -1 : Files.size(path);
    String topic = project.source(source).topic();
    try (InputStream in = path == null ? System.in : Files.newInputStream(path);
        EventSender sender = new EventSender(project.kafka(), topic);
        LiveBlock block = LiveBlock.onStandardError()) {
      JsonLines lines = new JsonLines(in, path == null ? "standard input" : file);
      Progress end =
          new LineProducer(lines, path == null ? "standard input" : file, sender, pace)
              .run(size, progress -> block.show(List.of(progress.line())));
      block.show(List.of(end.line()));
      System.out.printf(
          Locale.ROOT,
          "%,d %s in topic %s, in %s (%,d/s)%n",
          end.events(),
          end.events() == 1 ? "event" : "events",
          topic,
          Durations.brief(end.elapsed()),
          Math.round(end.perSecond()));
    }
    return 0;
  }
}
