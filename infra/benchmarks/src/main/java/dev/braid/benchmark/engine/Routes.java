package dev.braid.benchmark.engine;

import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.merge.GroupKey;
import dev.braid.serving.merge.MergedRow;
import dev.braid.type.DataType;
import dev.braid.type.Sha256;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** A view of flights by origin, destination and day, of any size, and its batch versions. */
final class Routes {
  static final String NAME = "routes";

  private static final int DAYS = 190;
  private static final int DESTINATIONS = 173;
  private static final int FIRST_DAY = (int) LocalDate.of(2001, 1, 1).toEpochDay();

  /** The same as {@link #key}, in DuckDB's SQL over a range {@code i}. */
  private static final String KEYS =
      "'A' || lpad((i // %1$d)::VARCHAR, 3, '0') AS origin,".formatted(DAYS * DESTINATIONS)
          + " 'B' || lpad((i // %1$d %% %2$d)::VARCHAR, 3, '0') AS destination,"
              .formatted(DAYS, DESTINATIONS)
          + " DATE '2001-01-01' + (i %% %1$d)::INTEGER AS day".formatted(DAYS);

  final ViewDefinition view;
  private final int groups;

  Routes(int groups) {
    this.groups = groups;
    ColumnRef distance = new ColumnRef("distance", 3, DataType.BIGINT);
    List<String> names = List.of("origin", "destination", "day", "flights", "total", "longest");
    List<DataType> types =
        List.of(
            DataType.VARCHAR,
            DataType.VARCHAR,
            DataType.DATE,
            DataType.BIGINT,
            DataType.BIGINT,
            DataType.BIGINT);
    List<ColumnRef> columns =
        IntStream.range(0, names.size())
            .mapToObj(i -> new ColumnRef(names.get(i), i, types.get(i)))
            .toList();
    ViewPlan plan =
        new ViewPlan(
            "flights",
            null,
            columns.subList(0, 3).stream().map(key -> new KeyColumn(key.name(), key)).toList(),
            List.of(
                new AggregateCall("count", List.of(), null),
                new AggregateCall("sum", List.of(distance), null),
                new AggregateCall("max", List.of(distance), null)),
            columns.stream().map(column -> new OutputColumn(column.name(), column)).toList());
    view = new ViewDefinition(NAME, 60_000, Sha256.hex(NAME), plan, "SELECT …");
  }

  /** How many there are among so many groups. */
  static int origins(int groups) {
    return (groups - 1) / DAYS / DESTINATIONS + 1;
  }

  private static String origin(long group) {
    return "A%03d".formatted(group / DAYS / DESTINATIONS);
  }

  private static String destination(long group) {
    return "B%03d".formatted(group / DAYS % DESTINATIONS);
  }

  private static int day(long group) {
    return FIRST_DAY + (int) (group % DAYS);
  }

  static GroupKey key(long group) {
    return new GroupKey(new Object[] {origin(group), destination(group), day(group)});
  }

  /** A finished row of the group; every one has a single flight, whatever the distance. */
  static MergedRow row(GroupKey key, long distance) {
    Object[] values = key.values();
    Object[] row = {values[0], values[1], values[2], 1L, distance, distance};
    Object[] states = {1L, BigDecimal.valueOf(distance), distance};
    return new MergedRow(row, 1, states, false, new MergedRow.SpeedPart(row, 1));
  }

  static String lookUp(long group) {
    return "SELECT * FROM routes WHERE origin = '%s' AND destination = '%s' AND day = DATE '%s'"
        .formatted(origin(group), destination(group), LocalDate.ofEpochDay(day(group)));
  }

  static String rollUp() {
    return "SELECT origin, count(*), sum(flights), sum(total) FROM routes GROUP BY origin";
  }

  /** Writes a batch version; all of a view's versions hold the same. */
  BatchVersion write(Path folder, long number) throws SQLException {
    Path file = folder.resolve("routes-" + number + ".parquet");
    StringBuilder states = new StringBuilder();
    for (int i = 0; i < view.plan().stateColumns().size(); i++) {
      states.append(
          ", CAST(%s AS %s) AS \"%s\""
              .formatted(
                  i == 0 ? "1" : "i * 31 % 1000",
                  view.plan().stateColumns().get(i).type().isDecimal()
                      ? view.plan().stateColumns().get(i).type().name()
                      : "BIGINT",
                  view.plan().stateColumns().get(i).name()));
    }
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(
          "COPY (SELECT "
              + KEYS
              + ", 1::BIGINT AS flights, (i * 31 % 1000)::BIGINT AS total,"
              + " (i * 31 % 1000)::BIGINT AS longest, 1::BIGINT AS _events"
              + states
              + " FROM range("
              + groups
              + ") AS t(i)) TO '"
              + file
              + "' (FORMAT parquet)");
    }
    BatchCommit commit =
        new BatchCommit(
            NAME,
            view.definitionHash(),
            new Frontier(number * 60_000),
            Frontier.NONE,
            Offsets.NONE,
            Offsets.NONE,
            Offsets.NONE,
            groups,
            "2026-01-01T00:00:00Z");
    return new BatchVersion(number, commit, List.of(file.toString()));
  }

  /** The batch version alone, in a DuckDB of its own that is left as it comes. */
  static Connection peer(Path folder, BatchVersion version) throws SQLException {
    Connection connection =
        DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("peer.duckdb"));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE routes AS SELECT * FROM read_parquet('"
              + version.files().get(0)
              + "') ORDER BY origin, destination, day");
    }
    return connection;
  }

  /** Runs a statement there and reads its answer. */
  static void read(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      while (rows.next()) {
        for (int i = 1; i <= columns; i++) {
          rows.getObject(i);
        }
      }
    }
  }
}
