package dev.braid.launcher.apply;

import dev.braid.error.BraidException;
import dev.braid.generation.DefinitionChanges;
import dev.braid.generation.GenerationFiles;
import dev.braid.generation.Generations;
import dev.braid.generation.ViewChange;
import dev.braid.launcher.Distribution;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.launcher.kafka.Topics;
import dev.braid.launcher.process.Deployment;
import dev.braid.launcher.process.ProcessGroup;
import dev.braid.launcher.process.RunFiles;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.launcher.serving.ServingStatus;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Moves a project that runs from one generation of its definitions to another. What it does is
 * recorded in the project's {@link GenerationFiles}, and the launcher that runs the project and the
 * serving layer act on that; so it may end at any point and be run again.
 */
public final class Apply implements AutoCloseable {
  private static final Duration KAFKA_PATIENCE = Duration.ofSeconds(30);
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(60);
  private static final Duration ASK_EVERY = Duration.ofMillis(200);

  private final Distribution distribution;
  private final ProjectFolder folder;
  private final GenerationFiles files;
  private final Clock clock;
  private final Consumer<String> say;
  private final FileChannel lock;
  private final CompiledProject answering;
  private final ServingClient serving;
  private volatile Process batch;

  private Apply(
      Distribution distribution,
      ProjectFolder folder,
      Clock clock,
      Consumer<String> say,
      FileChannel lock) {
    this.distribution = distribution;
    this.folder = folder;
    this.files = folder.generations();
    this.clock = clock;
    this.say = say;
    this.lock = lock;
    this.answering = files.project(recorded().current());
    this.serving = ServingClient.of(answering);
  }

  /** For a project that runs, and one at a time. */
  public static Apply open(
      Distribution distribution, ProjectFolder folder, Clock clock, Consumer<String> say)
      throws IOException {
    if (!Projects.isRunning(folder)) {
      throw LauncherErrors.notRunning(folder.root());
    }
    return new Apply(distribution, folder, clock, say, new RunFiles(folder).lockApply());
  }

  private Generations recorded() {
    return files.read().orElseThrow();
  }

  /** Says what {@link #apply} would do. */
  public void plan() throws IOException {
    CompiledProject wanted = wanted();
    List<ViewChange> changes = DefinitionChanges.between(answering, wanted);
    ChangeTable.lines(changes, eventsByView()).forEach(say);
    say.accept("");
    say.accept(
        DefinitionChanges.none(answering, wanted)
            ? "nothing to apply: generation " + answering.generation() + " has these definitions"
            : "`braid apply` builds generation "
                + wanted.generation()
                + " beside generation "
                + answering.generation()
                + ", whose answers go on meanwhile");
  }

  /**
   * Builds what the user's files say and waits until it answers.
   *
   * @return the exit status: that of the batch run if it fails
   */
  public int apply(boolean acceptDifferences, Duration patience)
      throws IOException, InterruptedException {
    CompiledProject wanted = wanted();
    List<ViewChange> changes = DefinitionChanges.between(answering, wanted);
    ChangeTable.lines(changes, eventsByView()).forEach(say);
    say.accept("");
    if (DefinitionChanges.none(answering, wanted)) {
      say.accept(
          "nothing to apply: generation " + answering.generation() + " has these definitions");
      return 0;
    }
    if (wanted.views().isEmpty()) {
      throw LauncherErrors.noViewsLeft();
    }
    long generation = wanted.generation();
    wanted.write(files.plan(generation));
    try (Topics topics = new Topics(wanted, KAFKA_PATIENCE)) {
      topics.requireKafka();
      topics.ensure().forEach(topic -> say.accept("topic " + topic + " created"));
    }
    say.accept("Spark computes generation " + generation + " and compares it:");
    int status = compute(generation, acceptDifferences);
    if (status != 0) {
      return status;
    }
    files.update(all -> all.build(generation));
    return awaitSwap(generation, patience);
  }

  /** Builds the generation before and waits until it answers again. */
  public int rollBack(Duration patience) throws IOException, InterruptedException {
    Generations recorded = recorded();
    if (recorded.previous() == null) {
      throw LauncherErrors.nothingToGoBackTo(recorded.current());
    }
    long generation = recorded.previous();
    ChangeTable.back(DefinitionChanges.between(answering, files.project(generation))).forEach(say);
    say.accept("");
    try (Topics topics = new Topics(files.project(generation), KAFKA_PATIENCE)) {
      topics.requireKafka();
      topics.ensure();
    }
    files.update(all -> all.build(generation));
    return awaitSwap(generation, patience);
  }

  private int awaitSwap(long generation, Duration patience)
      throws IOException, InterruptedException {
    say.accept("its speed layer starts and catches up, beside the one that answers");
    new Building(serving, clock, say).await(generation, patience);
    deleteLeftovers();
    say.accept(
        "generation "
            + recorded().previous()
            + " is kept: `braid apply --rollback` goes back to it, --clean deletes it");
    return 0;
  }

  /** Gives up what is being built. */
  public void abandon() throws IOException, InterruptedException {
    Long unwanted = recorded().next();
    Generations left = files.update(Generations::abandoned);
    if (unwanted == null) {
      say.accept("no generation is being built; generation " + left.current() + " answers");
    } else if (left.current() == unwanted) {
      say.accept("too late: generation " + unwanted + " answers already");
    } else {
      awaitStopped(unwanted);
      say.accept("generation " + left.current() + " answers as before");
    }
    deleteLeftovers();
  }

  /** Deletes what is kept to go back to. */
  public void clean() throws IOException {
    Generations left = files.update(Generations::cleaned);
    deleteLeftovers();
    say.accept("generation " + left.current() + " answers; nothing else is kept");
  }

  private void awaitStopped(long generation) throws InterruptedException {
    Instant deadline = clock.instant().plus(STOP_PATIENCE);
    Pattern speed = Pattern.compile("(speed|jobmanager|taskmanager)-" + generation + "(-\\d+)?");
    while (isServed(generation)
        || new RunFiles(folder)
            .read().stream().anyMatch(entry -> speed.matcher(entry.name()).matches())) {
      if (clock.instant().isAfter(deadline)) {
        throw LauncherErrors.notAbandoned(generation);
      }
      Thread.sleep(ASK_EVERY.toMillis());
    }
  }

  private boolean isServed(long generation) {
    try {
      return ServingStatus.of(serving.status()).building() == generation;
    } catch (BraidException notThere) {
      return false;
    }
  }

  private void deleteLeftovers() throws IOException {
    try (Topics topics = new Topics(answering, KAFKA_PATIENCE)) {
      new Leftovers(folder, topics, say).delete();
    }
  }

  /** What the files define, with the settings that the running layers have. */
  private CompiledProject wanted() throws IOException {
    CompiledProject compiled = Projects.compile(folder);
    if (!compiled.name().equals(answering.name())
        || !compiled.storage().equals(answering.storage())) {
      throw LauncherErrors.anotherProject(answering.name());
    }
    return compiled.withSettingsOf(answering);
  }

  private int compute(long generation, boolean acceptDifferences)
      throws IOException, InterruptedException {
    Path current = files.plan(answering.generation());
    List<String> options = new ArrayList<>(List.of("--beside", current.toString()));
    if (acceptDifferences) {
      options.add("--accept-differences");
    }
    batch = Deployment.runBatch(distribution, folder, files.plan(generation), options);
    return batch.waitFor();
  }

  private Map<String, Long> eventsByView() {
    try {
      return ServingStatus.of(serving.status()).views().stream()
          .collect(Collectors.toMap(ServingStatus.View::name, ServingStatus.View::events));
    } catch (BraidException notThere) {
      return Map.of();
    }
  }

  /** Also ends a batch run that is going on. */
  @Override
  public void close() throws IOException {
    Process computing = batch;
    if (computing != null) {
      ProcessGroup.stop(computing);
    }
    lock.close();
  }
}
