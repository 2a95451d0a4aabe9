package dev.braid.launcher.command;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.apply.Apply;
import dev.braid.launcher.text.Spans;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "apply",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    header = "Brings edited views into a project that runs, without a pause.",
    description = {
      "Builds a new generation of the project's definitions beside the one that answers: Spark "
          + "computes the batch views that are new or changed, at the frontier where the old ones "
          + "stand, and compares them with the old; then a second speed layer starts from there. "
          + "Once it has caught up, the serving layer moves to the new generation as a whole: no query fails, "
          + "and none sees some views of the one and some of the other.",
      "",
      "The generation before is kept until the next one takes over, to go back to with --rollback, "
          + "or until --clean. It may be stopped and run again at any time."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  braid apply --plan        what would be done, and why",
      "  braid apply",
      "  braid apply --rollback"
    })
public final class ApplyCommand implements Callable<Integer> {
  @Mixin private ProjectOption option;

  /** One of several things to do in place of applying. */
  static final class Deed {
    @Option(
        names = "--plan",
        description = "Only say what would be kept, rebuilt, new and dropped, and why.")
    private boolean plan;

    @Option(
        names = "--rollback",
        description = "Go back to the generation before, which catches up first.")
    private boolean rollback;

    @Option(names = "--abandon", description = "Give up the generation that is being built.")
    private boolean abandon;

    @Option(
        names = "--clean",
        description = "Delete the generation before; there is no going back to it then.")
    private boolean clean;
  }

  @ArgGroup private Deed deed = new Deed();

  @Option(
      names = "--accept-differences",
      description = "Go on although a view differs whose result should be the same.")
  private boolean acceptDifferences;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = Spans.class,
      description =
          "How long to wait for the swap, e.g. 30m (default: ${DEFAULT-VALUE}); after that the "
              + "building goes on, and `braid apply` waits again.")
  private Duration wait;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Apply apply =
        Apply.open(
            Distribution.installed(), option.open(), Clock.systemUTC(), System.out::println)) {
      if (deed.plan) {
        apply.plan();
        return 0;
      }
      if (deed.abandon) {
        apply.abandon();
        return 0;
      }
      if (deed.clean) {
        apply.clean();
        return 0;
      }
      return deed.rollback ? apply.rollBack(wait) : apply.apply(acceptDifferences, wait);
    }
  }
}
