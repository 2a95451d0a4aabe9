package dev.braid.benchmark.engine;

import dev.braid.file.FileTree;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.DuckDbEngine;
import dev.braid.serving.engine.Position;
import dev.braid.serving.engine.QueryEngine;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.engine.Rows;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.serving.sql.Translation;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.duckdb.DuckDBConnection;

/**
 * Changes, roll-ups, look-ups and a hand-off at once, on the serving layer's engine: how long each
 * takes, beside the same queries on the batch version alone in a DuckDB of its own.
 */
public final class EngineBenchmark implements AutoCloseable {
  private static final int READERS = 4;
  private static final int HOT = 20_000;
  private static final int BULK = 50_000;

  private final Parameters parameters;
  private final PrintStream out;
  private final Routes routes;
  private final SqlCatalog catalog;
  private final QuerySession session =
      QuerySession.of(User.trusted("benchmark", "127.0.0.1"), "benchmark");
  private final DuckDbEngine engine;
  private final Connection peer;
  private final Connection peerOfLookUps;
  private final int[] touched;
  private final Set<Integer> distinct = new HashSet<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private BatchVersion version;
  private long distance;
  private volatile Phase phase = new Phase();
  private volatile boolean stopped;

  EngineBenchmark(Parameters parameters, PrintStream out) throws Exception {
    this.parameters = parameters;
    this.out = out;
    routes = new Routes(parameters.groups());
    catalog = new SqlCatalog(List.of(routes.view), SqlCatalog.Moments.NONE);
    Path lake = Files.createDirectories(parameters.folder().resolve("lake"));
    Path temporary = Files.createDirectories(parameters.folder().resolve("temporary"));
    version = routes.write(lake, 1);
    peer = Routes.peer(parameters.folder(), version);
    peerOfLookUps = peer.unwrap(DuckDBConnection.class).duplicate();
    engine =
        DuckDbEngine.start(
            List.of(routes.view),
            new DuckDbEngine.Settings(lake, temporary, parameters.memoryLimit(), 2 * READERS));
    touched = touched();
  }

  private int[] touched() {
    Random random = new Random(7);
    while (distinct.size() < parameters.touched()) {
      distinct.add(random.nextInt(parameters.groups()));
    }
    List<Integer> order = new ArrayList<>(distinct);
    Collections.shuffle(order, random);
    return order.stream().mapToInt(Integer::intValue).toArray();
  }

  /** {@code name=value} each, see {@link Parameters}. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("engine-benchmark");
    Parameters parameters = Parameters.of(folder, arguments);
    try (EngineBenchmark benchmark = new EngineBenchmark(parameters, System.out)) {
      benchmark.run();
    } finally {
      FileTree.delete(folder);
    }
  }

  void run() throws Exception {
    out.printf(
        "%,d groups, %,d of them touched, %,d changed every %d ms, %d look-ups/s%n",
        parameters.groups(),
        parameters.touched(),
        parameters.changed(),
        parameters.every().toMillis(),
        parameters.lookUps());
    load();
    List<Future<?>> readers = new ArrayList<>();
    readers.add(threads.submit(() -> keep(this::rollUps)));
    for (int i = 0; i < READERS; i++) {
      int reader = i;
      readers.add(threads.submit(() -> keep(() -> lookUps(reader))));
    }
    Random random = new Random(3);
    measure("No changes", null);
    measure("Changes of random keys", () -> random.nextInt(touched.length));
    measure("Changes of hot keys", () -> random.nextInt(Math.min(HOT, touched.length)));
    handOff(() -> random.nextInt(touched.length));
    measure("After the hand-off", () -> random.nextInt(touched.length));
    stopped = true;
    for (Future<?> reader : readers) {
      reader.get();
    }
  }

  private void load() throws Exception {
    Times loading = new Times();
    loading.time(() -> engine.load(Routes.NAME, version));
    try (QueryEngine.Change change = engine.begin()) {
      change.open(Routes.NAME, version);
      change.position(position());
      change.commit();
    }
    Times touching = new Times();
    for (int from = 0; from < touched.length; from += BULK) {
      List<GroupKey> keys = keys(from, Math.min(touched.length, from + BULK));
      touching.time(() -> change(keys, keys));
    }
    out.printf("loading a version   %s%n", loading);
    out.printf("touching %,d      %s%n", BULK, touching);
  }

  private List<GroupKey> keys(int from, int to) {
    List<GroupKey> keys = new ArrayList<>();
    for (int i = from; i < to; i++) {
      keys.add(Routes.key(touched[i]));
    }
    return keys;
  }

  private Position position() {
    return new Position(
        Routes.NAME,
        version.version(),
        version.frontier(),
        version.commit().committedAt(),
        parameters.groups(),
        parameters.groups(),
        0,
        null);
  }

  private void change(List<GroupKey> untouched, List<GroupKey> keys) throws Exception {
    distance++;
    try (QueryEngine.Change change = engine.begin()) {
      change.take(Routes.NAME, untouched);
      change.put(Routes.NAME, keys, key -> Routes.row(key, distance));
      change.position(position());
      change.commit();
    }
  }

  /** Changes keys for the length of a phase, on this thread. */
  private void measure(String name, IntSupplier next) throws Exception {
    Phase measured = new Phase();
    phase = measured;
    long end = System.nanoTime() + parameters.phase().toNanos();
    for (long due = System.nanoTime(); due < end; due += parameters.every().toNanos()) {
      if (next != null) {
        changeSome(next, measured);
      }
      LockSupport.parkNanos(due + parameters.every().toNanos() - System.nanoTime());
    }
    measured.print(out, name);
  }

  private void changeSome(IntSupplier next, Phase measured) throws Exception {
    Set<Integer> some = new HashSet<>();
    while (some.size() < Math.min(parameters.changed(), touched.length / 2)) {
      some.add(touched[next.getAsInt()]);
    }
    List<GroupKey> keys = some.stream().map(Routes::key).toList();
    measured.change.time(() -> change(List.of(), keys));
  }

  /** Loads the next version beside changes, then moves to it with all that is touched. */
  private void handOff(IntSupplier next) throws Exception {
    BatchVersion following =
        routes.write(parameters.folder().resolve("lake"), version.version() + 1);
    Phase measured = new Phase();
    phase = measured;
    Future<?> loading =
        threads.submit(
            () -> {
              engine.load(Routes.NAME, following);
              return null;
            });
    while (!loading.isDone()) {
      long due = System.nanoTime() + parameters.every().toNanos();
      changeSome(next, measured);
      LockSupport.parkNanos(due - System.nanoTime());
    }
    loading.get();
    List<GroupKey> keys = keys(0, touched.length);
    Times moving = new Times();
    moving.time(
        () -> {
          try (QueryEngine.Change change = engine.begin()) {
            change.open(Routes.NAME, following);
            change.take(Routes.NAME, keys);
            change.put(Routes.NAME, keys, key -> Routes.row(key, distance));
            version = following;
            change.position(position());
            change.commit();
          }
        });
    measured.print(out, "During a hand-off: loading beside changes, then the move itself");
    out.printf("  the move               %s%n", moving);
  }

  private void keep(Times.Work reading) {
    while (!stopped) {
      try {
        reading.run();
      } catch (Exception e) {
        phase.errors.incrementAndGet();
        out.printf("  failed: %s%n", e);
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  /** Merged and batch alone in turn, so that whatever else goes on meets both. */
  private void rollUps() throws Exception {
    Phase measured = phase;
    measured.rollUp.time(() -> read(Routes.rollUp(), rollUpRows(), new Times()));
    measured.peerRollUp.time(() -> Routes.read(peer, Routes.rollUp()));
  }

  private void lookUps(int reader) throws Exception {
    Phase measured = phase;
    long due =
        System.nanoTime()
            + Duration.ofSeconds(READERS).toNanos() / Math.max(1, parameters.lookUps());
    int group = ThreadLocalRandom.current().nextInt(parameters.groups());
    String sql = Routes.lookUp(group);
    measured.lookUp.add(read(sql, 1, measured.translating));
    if (reader == 0) {
      measured.peerLookUp.time(() -> Routes.read(peerOfLookUps, sql));
    }
    LockSupport.parkNanos(due - System.nanoTime());
  }

  private int rollUpRows() {
    return Routes.origins(parameters.groups());
  }

  /**
   * Reads a whole answer; tells how long the engine took.
   *
   * @param expected rows
   */
  private long read(String sql, int expected, Times translating) {
    long start = System.nanoTime();
    Translation translation = catalog.translate(sql, session);
    long translated = System.nanoTime();
    translating.add(translated - start);
    try (Rows rows = engine.open(translation, QueryLimits.DEFAULT)) {
      int found = rows.next(expected + 1).size();
      if (found != expected) {
        throw new IllegalStateException(found + " rows, not " + expected + ", of " + sql);
      }
    }
    return System.nanoTime() - translated;
  }

  @Override
  public void close() throws SQLException {
    stopped = true;
    threads.shutdown();
    engine.close();
    peerOfLookUps.close();
    peer.close();
  }
}
