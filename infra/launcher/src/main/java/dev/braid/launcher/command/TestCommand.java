package dev.braid.launcher.command;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.text.Terminal;
import dev.braid.launcher.trial.TrialProcesses;
import dev.braid.launcher.trial.TrialReport;
import dev.braid.launcher.trial.TrialSelection;
import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import dev.braid.trial.Outcome;
import dev.braid.trial.Trial;
import dev.braid.trial.TrialReader;
import dev.braid.trial.TrialRun;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    header = "Runs the tests of the views through both engines.",
    description = {
      "Runs the cases of tests/*.yml: events, and the rows that must come of them. The events of "
          + "each case are cut at several places; what is before a cut goes through Spark, the "
          + "rest through Flink, and the two are merged as the serving layer does. Needs no broker, "
          + "and works while the project runs."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  braid test", "  braid test revenue --splits 10 --seed 42"})
public final class TestCommand implements Callable<Integer> {
  private static final int MOST_SPLITS = 100;
  private static final int SEEDS = 100_000;

  @Mixin private ProjectOption option;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..*",
      description = "Views or test files. Default: all.")
  private List<String> names = List.of();

  @Option(
      names = "--splits",
      paramLabel = "N",
      defaultValue = "3",
      description =
          "At how many places each case's events are cut, beside all to Spark and all to Flink. "
              + "Default: ${DEFAULT-VALUE}.")
  private int splits;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Chooses the places; the same seed the same places. Default: another each run.")
  private Long seed;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (splits < 0 || splits > MOST_SPLITS) {
      throw LauncherErrors.badSplits(splits, MOST_SPLITS);
    }
    ProjectFolder folder = option.open();
    CompiledProject project = ProjectCompiler.compile(folder.root(), folder.state());
    List<Trial> all = TrialReader.read(folder.root(), project);
    List<Trial> trials = TrialSelection.of(all, names);
    long chosen = seed == null ? new Random().nextInt(SEEDS) : seed;
    TrialRun run = new TrialRun(project, trials, splits, chosen);

    if (Terminal.isTerminal()) {
      System.err.println("running " + run.splits() + " splits through Spark and Flink…");
    }
    List<List<Outcome>> outcomes = outcomes(folder, run);

    TrialReport report = new TrialReport();
    for (int i = 0; i < trials.size(); i++) {
      report.add(trials.get(i), outcomes.get(i));
    }
    report.lines(project, all, chosen).forEach(System.out::println);
    return report.isGood() ? 0 : 1;
  }

  private static List<List<Outcome>> outcomes(ProjectFolder folder, TrialRun run)
      throws IOException, InterruptedException {
    try (TrialProcesses processes = new TrialProcesses(Distribution.installed(), folder)) {
      ShutdownHook.closing(processes::close);
      TrialProcesses.Running batch = processes.batch(run.batchRequest());
      TrialProcesses.Running speed = processes.speed(run.speedRequest());
      return run.outcomes(batch.answer(), speed.answer());
    }
  }
}
