package dev.braid.launcher.quickstart;

import dev.braid.launcher.serving.ServingStatus;
import dev.braid.launcher.text.Progress;
import dev.braid.launcher.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the quick start shows while it runs, as lines of text. */
final class Dashboard {
  private Dashboard() {}

  /** One route of the top, with where its flights are counted. */
  record Route(String name, long fromBatch, long fromSpeed) {
    long merged() {
      return fromBatch + fromSpeed;
    }
  }

  /**
   * A moment of the run.
   *
   * @param activity what the batch layer does
   */
  record Moment(
      Progress progress, ServingStatus.View view, int handOffs, String activity, List<Route> top) {}

  static List<String> lines(Moment moment) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(moment.progress().line());
    lines.add(position(moment));
    lines.add("");
    TextTable table =
        new TextTable(
            List.of("top routes", "batch part", "", "speed part", "", "merged"), List.of(1, 3, 5));
    moment
        .top()
        .forEach(
            route ->
                table.row(
                    List.of(
                        route.name(),
                        count(route.fromBatch()),
                        "+",
                        count(route.fromSpeed()),
                        "=",
                        count(route.merged()))));
    lines.addAll(table.lines());
    return lines;
  }

  /** For an output that is no terminal. */
  static String line(Moment moment) {
    ServingStatus.View view = moment.view();
    String counted =
        String.format(
            "counted %s = batch %s + speed %s",
            count(view.eventsFromBatch() + view.eventsFromSpeed()),
            count(view.eventsFromBatch()),
            count(view.eventsFromSpeed()));
    String top =
        moment.top().stream()
            .findFirst()
            .map(
                route ->
                    String.format(
                        "; top route %s %s + %s = %s",
                        route.name(),
                        count(route.fromBatch()),
                        count(route.fromSpeed()),
                        count(route.merged())))
            .orElse("");
    return moment.progress().line() + "; " + counted + top;
  }

  private static String position(Moment moment) {
    ServingStatus.View view = moment.view();
    return view.position().line() + "; hand-offs " + moment.handOffs() + "; " + moment.activity();
  }

  private static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }
}
