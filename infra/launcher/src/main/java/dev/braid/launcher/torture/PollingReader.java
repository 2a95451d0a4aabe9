package dev.braid.launcher.torture;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.launcher.serving.Answer;
import dev.braid.launcher.serving.Position;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.project.CompiledProject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** Asks every view in turn, all the time. */
final class PollingReader implements AutoCloseable {
  /** Leaves the machine to what is tortured. */
  private static final long PAUSE_NANOS = 60_000_000;

  private static final long PAUSE_IN_VAIN_NANOS = 100_000_000;

  private final int number;
  private final ServingClient serving;
  private final List<String> views;
  private final Ledger ledger;
  private final Thread thread;
  private volatile boolean ended;

  PollingReader(int number, CompiledProject project, Set<String> views, Ledger ledger) {
    this.number = number;
    this.serving = ServingClient.of(project);
    this.views = List.copyOf(views);
    this.ledger = ledger;
    this.thread = new Thread(this::poll, "reader-" + number);
    this.thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void poll() {
    for (int turn = number; !ended; turn++) {
      LockSupport.parkNanos(
          ask(views.get(turn % views.size())) ? PAUSE_NANOS : PAUSE_IN_VAIN_NANOS);
    }
  }

  private boolean ask(String view) {
    long asked = System.currentTimeMillis();
    try {
      Answer answer = serving.query("SELECT p, n, s FROM " + view);
      ledger.answered(reading(view, asked, answer));
      return true;
    } catch (BraidException e) {
      if (e.kind() == ErrorKind.UNAVAILABLE) {
        ledger.unanswered();
      } else if (!ended) {
        ledger.violated("reader " + number + ", view " + view + ": " + e.describe());
      }
      return false;
    }
  }

  private Reading reading(String view, long asked, Answer answer) {
    Position position = answer.positions().get(0);
    Map<Integer, Reading.Row> rows = new TreeMap<>();
    for (JsonNode row : answer.rows()) {
      Reading.Row earlier =
          rows.put(
              row.get(0).intValue(),
              new Reading.Row(row.get(1).longValue(), row.get(2).longValue()));
      if (earlier != null) {
        ledger.violated("reader " + number + ", view " + view + ": two rows of one group");
      }
    }
    return new Reading(
        number,
        view,
        asked,
        System.currentTimeMillis(),
        position.batchVersion(),
        position.frontier(),
        position.degraded() ? position.reason() : "",
        rows);
  }

  @Override
  public void close() {
    ended = true;
    Ending.of(thread);
  }
}
