package dev.braid.launcher.torture;

import dev.braid.launcher.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The figures of a run, as they are printed at its end. */
final class Tally {
  private static final class Row {
    private int blows;
    private final List<Long> recoveries = new ArrayList<>();
  }

  private final Map<Victim, Map<String, Row>> rows = new EnumMap<>(Victim.class);

  private Row row(Blow blow) {
    return rows.computeIfAbsent(blow.victim(), v -> new TreeMap<>())
        .computeIfAbsent(blow.kind(), k -> new Row());
  }

  void struck(Blow blow) {
    row(blow).blows++;
  }

  void recovered(Recoveries.Recovered recovered) {
    row(recovered.blow()).recoveries.add(recovered.millis());
  }

  int blows() {
    return all().stream().mapToInt(row -> row.blows).sum();
  }

  private List<Row> all() {
    return rows.values().stream().flatMap(kinds -> kinds.values().stream()).toList();
  }

  List<String> table() {
    TextTable table =
        new TextTable(
            List.of("kind", "kills", "recovered", "p50 s", "p99 s", "max s"),
            List.of(1, 2, 3, 4, 5));
    rows.values()
        .forEach(
            kinds ->
                kinds.forEach(
                    (kind, row) ->
                        table.row(
                            List.of(
                                kind,
                                Integer.toString(row.blows),
                                Integer.toString(row.recoveries.size()),
                                seconds(quantile(row.recoveries, 0.5)),
                                seconds(quantile(row.recoveries, 0.99)),
                                seconds(quantile(row.recoveries, 1))))));
    return table.lines();
  }

  /** {@code p50/p99/max} of all kinds together. */
  String recovery() {
    List<Long> all = new ArrayList<>();
    all().forEach(row -> all.addAll(row.recoveries));
    return seconds(quantile(all, 0.5))
        + "/"
        + seconds(quantile(all, 0.99))
        + "/"
        + seconds(quantile(all, 1))
        + " s";
  }

  /** By nearest rank; -1 of nothing. */
  static long quantile(List<Long> values, double fraction) {
    if (values.isEmpty()) {
      return -1;
    }
    long[] sorted = values.stream().mapToLong(Long::longValue).toArray();
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(fraction * sorted.length) - 1)];
  }

  static String seconds(long millis) {
    return millis < 0 ? "-" : String.format(Locale.ROOT, "%.1f", millis / 1000.0);
  }
}
