package dev.braid.launcher.quickstart;

import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.serving.Answer;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.plan.KeyColumn;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Every group of every view, as the serving layer answers it, against DuckDB straight over the
 * extract.
 */
final class Proof {
  /**
   * What it came to.
   *
   * @param counted events in the view that lets none out
   */
  record Result(long events, long counted, long equal, long different, List<String> differences) {
    boolean holds() {
      return events == counted && different == 0 && equal > 0;
    }

    String line() {
      return String.format(
          Locale.ROOT,
          "proof: %d events, %d counted, %d groups equal, %d differ",
          events,
          counted,
          equal,
          different);
    }
  }

  private final CompiledProject project;
  private final ServingClient serving;
  private final Flights flights;

  Proof(CompiledProject project, ServingClient serving, Flights flights) {
    this.project = project;
    this.serving = serving;
    this.flights = flights;
  }

  /** Computes what must come out, once. */
  void computeExpected(Path proofFolder) throws IOException {
    for (ViewDefinition view : project.views()) {
      flights.computeExpected(view.name(), proofFolder.resolve(view.name() + ".sql"));
    }
  }

  /** Events that a view shows at this moment. */
  long counted(ViewDefinition view) {
    return single("SELECT coalesce(sum(flights), 0) AS n FROM " + view.name());
  }

  long expected(ViewDefinition view) {
    return flights.expectedEvents(view.name());
  }

  private long single(String sql) {
    return serving.query(sql).rows().path(0).path(0).asLong(-1);
  }

  /**
   * Compares all groups.
   *
   * @param complete the view that lets no event out
   * @param progress told of each view when it is compared
   */
  Result run(String complete, long events, Consumer<String> progress) {
    long equal = 0;
    long different = 0;
    List<String> differences = new ArrayList<>();
    for (ViewDefinition view : project.views()) {
      GroupComparison comparison = compare(view);
      equal += comparison.equal();
      different += comparison.different();
      differences.addAll(comparison.differences());
      progress.accept(
          String.format(
              Locale.ROOT,
              "%s: %,d groups equal, %,d differ",
              view.name(),
              comparison.equal(),
              comparison.different()));
    }
    return new Result(events, counted(project.view(complete)), equal, different, differences);
  }

  /** A page for each value of the first key column, so that no answer is cut off. */
  private GroupComparison compare(ViewDefinition view) {
    List<String> columns = view.plan().outputs().stream().map(column -> column.name()).toList();
    List<String> keys = view.plan().keys().stream().map(KeyColumn::name).toList();
    String first = keys.get(0);
    GroupComparison comparison = new GroupComparison(view.name(), columns, keys);
    long fetched = 0;
    for (String value : flights.expectedValues(view.name(), first)) {
      Answer answer =
          serving.query(
              "SELECT "
                  + String.join(", ", columns)
                  + " FROM "
                  + view.name()
                  + " WHERE "
                  + first
                  + " = '"
                  + value.replace("'", "''")
                  + "'");
      if (answer.isTruncated()) {
        throw LauncherErrors.badAnswer(serving.address().toString(), "a page that is cut off");
      }
      List<Object[]> actual = ServedRows.of(answer.json(), serving.address());
      fetched += actual.size();
      comparison.compare(flights.expectedRows(view.name(), columns, first, value), actual);
    }
    comparison.strayGroups(single("SELECT count(*) AS n FROM " + view.name()) - fetched);
    return comparison;
  }
}
