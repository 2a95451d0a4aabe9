package dev.braid.serving.cluster;

import dev.braid.error.BraidException;
import dev.braid.project.ClusterSettings;
import dev.braid.project.CompiledProject;
import dev.braid.project.ServingSettings;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.live.OtherEngine;
import dev.braid.serving.merge.BatchVersion;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the merged views of the generation that answers as views of a Trino cluster, each replaced
 * at its hand-offs. It hears of them and returns at once: one thread of its own does the work, the
 * newest version of a view first and only, and what fails is tried again for as long as it is
 * wanted. Thread-safe.
 */
public final class ClusterViews implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ClusterViews.class);
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final ClusterSettings settings;
  private final Cluster cluster;
  private final Clock clock;
  private final Thread thread = new Thread(this::run, "cluster-views");

  /** By generation, then by view. */
  private final Map<Long, Map<String, BatchVersion>> handedOff = new ConcurrentHashMap<>();

  private final Map<String, ClusterState> states = new ConcurrentHashMap<>();
  private final Object changed = new Object();
  private volatile CompiledProject answering;
  private boolean dirty;
  private volatile boolean stopped;

  // Changed by the thread alone.
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Set<String> refused = new HashSet<>();
  private boolean schemaMade;

  private record Kept(long generation, BatchVersion version) {}

  private ClusterViews(ClusterSettings settings, Cluster cluster, Clock clock) {
    this.settings = settings;
    this.cluster = cluster;
    this.clock = clock;
    thread.setDaemon(true);
  }

  /** Those of the cluster that is declared, kept from now on; empty if none is. */
  public static Optional<ClusterViews> of(ServingSettings serving, Clock clock) {
    if (serving.trino() == null) {
      return Optional.empty();
    }
    ClusterViews views = new ClusterViews(serving.trino(), new Cluster(serving.trino()), clock);
    views.thread.start();
    return Optional.of(views);
  }

  /** The generation whose views are to be kept, from now on. */
  public void answers(CompiledProject project) {
    answering = project;
    wake();
  }

  /** What passes a generation's queries through to the cluster, if that is wanted. */
  public OtherEngine queries(long generation) {
    if (!settings.passThrough()) {
      return OtherEngine.NONE;
    }
    return new ClusterQueries(
        cluster,
        names(),
        view -> {
          Kept has = kept.get(view);
          return has != null && has.generation() == generation;
        });
  }

  /** A view of a generation answers from this version now. Returns at once. */
  public void handedOff(long generation, String view, BatchVersion version) {
    handedOff.computeIfAbsent(generation, g -> new ConcurrentHashMap<>()).put(view, version);
    wake();
  }

  private void wake() {
    synchronized (changed) {
      dirty = true;
      changed.notifyAll();
    }
  }

  /** Of every view of the generation that answers. */
  public List<ClusterState> states() {
    CompiledProject project = answering;
    if (project == null) {
      return List.of();
    }
    return project.views().stream()
        .map(
            view ->
                states.getOrDefault(
                    view.name(),
                    new ClusterState(
                        view.name(),
                        ClusterState.State.WAITING,
                        null,
                        clock.instant(),
                        "the view is still loading here")))
        .toList();
  }

  private void run() {
    while (!stopped) {
      try {
        awaitChange(work() ? null : pause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (RuntimeException e) {
        LOG.error("The views on the cluster cannot be kept further", e);
        return;
      }
    }
  }

  private static Duration pause() {
    return PAUSE.plusMillis(ThreadLocalRandom.current().nextLong(PAUSE.toMillis()));
  }

  /**
   * @param atMost null: until there is one
   */
  private void awaitChange(Duration atMost) throws InterruptedException {
    long end = atMost == null ? Long.MAX_VALUE : System.nanoTime() + atMost.toNanos();
    synchronized (changed) {
      while (!dirty && !stopped) {
        if (atMost == null) {
          changed.wait();
        } else {
          long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (left <= 0) {
            break;
          }
          changed.wait(left);
        }
      }
      dirty = false;
    }
  }

  /** Brings the cluster up to date; tells whether it is. */
  private boolean work() {
    CompiledProject project = answering;
    if (project == null) {
      return true;
    }
    boolean done = dropOthers(project);
    Map<String, BatchVersion> versions = handedOff.getOrDefault(project.generation(), Map.of());
    for (ViewDefinition view : project.views()) {
      BatchVersion version = versions.get(view.name());
      if (version != null && !stopped) {
        done &= keep(project, view, version);
      }
    }
    handedOff.keySet().removeIf(generation -> generation < project.generation());
    return done;
  }

  private boolean keep(CompiledProject project, ViewDefinition view, BatchVersion version) {
    Kept wanted = new Kept(project.generation(), version);
    if (wanted.equals(kept.get(view.name()))) {
      return true;
    }
    long start = System.nanoTime();
    try {
      ClusterViewSql sql = new ClusterViewSql(view, names(), project.names().speedTopic(view));
      makeSchema();
      if (!version.isNone()) {
        register(view, project.names().viewPath(view));
      }
      execute(sql.replaceBy(version));
      kept.put(view.name(), wanted);
      refused.remove(view.name());
      say(view, ClusterState.State.KEPT, version, null);
      LOG.info(
          "{}: the cluster answers now from {}, after {} ms",
          view.name(),
          version,
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
      return true;
    } catch (BraidException e) {
      return refuse(view, e);
    } catch (SQLException e) {
      fail(view, e);
      return false;
    }
  }

  /** What the cluster has of an earlier definition would answer for this one. */
  private boolean refuse(ViewDefinition view, BraidException why) {
    if (refused.add(view.name())) {
      LOG.warn("{}", why.getMessage());
    }
    try {
      execute("DROP VIEW IF EXISTS " + names().view(view.name()));
      kept.remove(view.name());
      say(view, ClusterState.State.REFUSED, null, why.getMessage());
      return true;
    } catch (SQLException e) {
      fail(view, e);
      return false;
    }
  }

  private void fail(ViewDefinition view, SQLException e) {
    String problem = ClusterFailures.say(e, settings);
    ClusterState before = states.get(view.name());
    if (before == null || !problem.equals(before.problem())) {
      LOG.warn("{}: the cluster's view is not up to date: {}", view.name(), problem);
    }
    Kept has = kept.get(view.name());
    say(view, ClusterState.State.FAILING, has == null ? null : has.version(), problem);
  }

  private void say(
      ViewDefinition view, ClusterState.State state, BatchVersion version, String problem) {
    states.compute(
        view.name(),
        (name, before) ->
            new ClusterState(
                name,
                state,
                version == null || version.isNone() ? null : version.version(),
                before != null && before.state() == state && state != ClusterState.State.KEPT
                    ? before.since()
                    : clock.instant(),
                problem));
  }

  /** Views of this process that the generation which answers has no more. */
  private boolean dropOthers(CompiledProject project) {
    List<String> gone = new ArrayList<>(kept.keySet());
    project.views().forEach(view -> gone.remove(view.name()));
    for (String view : gone) {
      try {
        execute("DROP VIEW IF EXISTS " + names().view(view));
        kept.remove(view);
        states.remove(view);
      } catch (SQLException e) {
        LOG.warn("{}: the cluster's view cannot be dropped: {}", view, e.getMessage());
        return false;
      }
    }
    return true;
  }

  private ClusterNames names() {
    return ClusterNames.of(settings);
  }

  private void makeSchema() throws SQLException {
    if (!schemaMade) {
      execute(
          "CREATE SCHEMA IF NOT EXISTS "
              + Trino.name(settings.delta().catalog())
              + "."
              + Trino.name(settings.delta().schema()));
      schemaMade = true;
    }
  }

  private void register(ViewDefinition view, String table) throws SQLException {
    String name = ClusterNames.batchTable(view);
    String there =
        "SELECT 1 FROM %s.information_schema.tables WHERE table_schema = %s AND table_name = %s"
            .formatted(
                Trino.name(settings.delta().catalog()),
                Trino.text(settings.delta().schema()),
                Trino.text(name));
    String register =
        "CALL %s.system.register_table(schema_name => %s, table_name => %s, table_location => %s)"
            .formatted(
                Trino.name(settings.delta().catalog()),
                Trino.text(settings.delta().schema()),
                Trino.text(name),
                Trino.text(ClusterStorage.of(settings, answering.storage(), table)));
    cluster.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            if (!statement.executeQuery(there).next()) {
              statement.execute(register);
            }
            return null;
          }
        });
  }

  private void execute(String sql) throws SQLException {
    cluster.call(
        connection -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
          }
        });
  }

  @Override
  public void close() {
    stopped = true;
    wake();
    thread.interrupt();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    cluster.close();
  }
}
