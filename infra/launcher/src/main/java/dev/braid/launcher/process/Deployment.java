package dev.braid.launcher.process;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.Ports;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.access.AccessFiles;
import dev.braid.launcher.kafka.Topics;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A project that runs: broker, topics, speed layer, serving layer, in this order. */
public final class Deployment implements AutoCloseable {
  private static final Duration BROKER_PATIENCE = Duration.ofSeconds(60);
  private static final Duration SERVING_PATIENCE = Duration.ofSeconds(180);
  private static final Duration TOPIC_PATIENCE = Duration.ofSeconds(30);
  private static final Duration FOLLOW_EVERY = Duration.ofMillis(500);
  private static final Duration ASK_EVERY = Duration.ofMillis(200);
  private static final int TAIL = 5;

  private final Distribution distribution;
  private final ProjectFolder folder;
  private final CompiledProject project;
  private final Clock clock;
  private final Consumer<String> say;
  private final FileChannel lock;
  private final ProcessGroup processes;
  private final CompletableFuture<Void> supervision = new CompletableFuture<>();
  private final ScheduledExecutorService generations =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "generations");
            thread.setDaemon(true);
            return thread;
          });
  private int taskManagers;
  private boolean closed;

  private Deployment(
      Distribution distribution,
      ProjectFolder folder,
      CompiledProject project,
      Clock clock,
      Consumer<String> say,
      FileChannel lock) {
    this.distribution = distribution;
    this.folder = folder;
    this.project = project;
    this.clock = clock;
    this.say = say;
    this.lock = lock;
    this.processes = new ProcessGroup(distribution, folder, clock, say);
  }

  /**
   * Takes the project's lock; nothing runs yet.
   *
   * @param say told, line by line, what happens
   */
  public static Deployment prepare(
      Distribution distribution,
      ProjectFolder folder,
      CompiledProject project,
      Clock clock,
      Consumer<String> say)
      throws IOException {
    FileChannel lock = new RunFiles(folder).lock();
    return new Deployment(distribution, folder, project, clock, say, lock);
  }

  /** Flink as so many TaskManagers and a JobManager; 0, the default, is all in one process. */
  public void useTaskManagers(int count) {
    if (count < 0) {
      throw LauncherErrors.badTaskManagers(count);
    }
    taskManagers = count;
  }

  /** Returns once queries are answered. */
  public void start() throws IOException, InterruptedException {
    AccessFiles.require(project.serving().access());
    requirePorts();
    Files.createDirectories(folder.run());
    Thread supervisor = new Thread(this::supervise, "supervisor");
    supervisor.setDaemon(true);
    if (project.kafka().embeddedPort() != null) {
      startBroker(project.kafka().embeddedPort());
    }
    supervisor.start();
    SpeedLayers speed = new SpeedLayers(folder, processes, taskManagers, say);
    for (long generation : speed.wanted()) {
      ensureTopics(folder.generations().project(generation));
    }
    speed.follow();
    processes.start(LayerCommand.serving(folder));
    say.accept("speed and serving layers started");
    generations.scheduleWithFixedDelay(
        speed, FOLLOW_EVERY.toMillis(), FOLLOW_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    ServingClient serving = ServingClient.of(project);
    await("serving", SERVING_PATIENCE, serving::isReady);
  }

  private void ensureTopics(CompiledProject generation) {
    try (Topics topics = new Topics(generation, TOPIC_PATIENCE)) {
      topics.requireKafka();
      topics.ensure().forEach(topic -> say.accept("topic " + topic + " created"));
    }
  }

  private void requirePorts() {
    Integer kafkaPort = project.kafka().embeddedPort();
    if (kafkaPort != null) {
      Ports.requireFree("127.0.0.1", kafkaPort, "kafka.embedded.port");
    }
    Ports.requireFree(project.serving().host(), project.serving().port(), "serving.port");
  }

  private void startBroker(int port) throws IOException, InterruptedException {
    Process broker = processes.start(LayerCommand.broker(folder, port));
    await(
        "broker",
        BROKER_PATIENCE,
        () -> {
          if (!broker.isAlive()) {
            throw LauncherErrors.diedAtStart(
                "broker",
                broker.exitValue(),
                folder.log("broker"),
                LogTail.lines(folder.log("broker"), TAIL));
          }
          return Ports.answers("127.0.0.1", port);
        });
    say.accept("broker ready at " + project.kafka().bootstrap());
  }

  private void await(String name, Duration patience, BooleanSupplier ready)
      throws InterruptedException {
    Instant deadline = clock.instant().plus(patience);
    while (!ready.getAsBoolean()) {
      if (isClosed()) {
        throw LauncherErrors.stopping();
      }
      if (clock.instant().isAfter(deadline)) {
        throw LauncherErrors.notReady(
            name,
            patience.toSeconds() + " s",
            folder.log(name),
            LogTail.lines(folder.log(name), TAIL));
      }
      Thread.sleep(ASK_EVERY.toMillis());
    }
  }

  private void supervise() {
    try {
      processes.supervise();
      supervision.complete(null);
    } catch (IOException | InterruptedException | RuntimeException e) {
      supervision.completeExceptionally(e);
    }
  }

  /** Returns when the project is stopped. */
  public void join() throws IOException {
    try {
      supervision.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /**
   * Starts a batch run in the foreground: its output is this process's.
   *
   * @param options as the batch layer's main class takes them
   */
  public static Process runBatch(
      Distribution distribution, ProjectFolder folder, Path plan, List<String> options)
      throws IOException {
    Files.createDirectories(folder.state());
    return LayerCommand.batch(folder, plan, options)
        .toProcess(distribution, folder, System.getenv())
        .redirectOutput(ProcessBuilder.Redirect.INHERIT)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  /** Starts a batch run beside this deployment, its output in the log. */
  public Process startBatch(List<String> jvmOptions) throws IOException {
    Path log = folder.log("batch");
    Files.createDirectories(log.getParent());
    return LayerCommand.batch(
            folder,
            folder.generations().plan(folder.generations().read().orElseThrow().current()),
            List.of())
        .with(jvmOptions)
        .toProcess(distribution, folder, System.getenv())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  /** Where people look. */
  public URI console() {
    return ServingClient.of(project).address();
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** Stops everything; whoever calls this second waits for the first. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    generations.shutdownNow();
    processes.close();
    lock.close();
  }
}
