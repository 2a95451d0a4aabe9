package dev.braid.serving.engine;

import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.StateColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.project.ViewDefinition;
import dev.braid.serving.merge.BatchVersion;
import dev.braid.serving.sql.SqlCatalog;
import dev.braid.type.DataType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A view's tables in DuckDB and the statements over them. Of each batch version there are its rows
 * as loaded, and the overlay of rows finished anew, both with the states that the rows are finished
 * from; the view that users see is their union, so no query joins or groups to merge.
 */
final class DuckDbView {
  private static final String EVENTS = ViewPlan.EVENTS_COLUMN;
  private static final String SPEED_EVENTS = "_speed_events";
  private static final String STORE_PREFIX = DuckDbEngine.CATALOG + "." + DuckDbEngine.STORE + ".";

  /** A column with the type it has in DuckDB. */
  record Column(String name, DataType type) {
    String quoted() {
      return quote(name);
    }

    String declared() {
      return quoted() + " " + DuckDbTypes.declared(type);
    }
  }

  /**
   * The tables of one loaded version. The overlay is in two: what was finished last in the order it
   * came in, and what was finished before in the keys' order, where a look-up reads little of it.
   *
   * @param sorted null if there is none yet
   * @param batchRows when the table was made; fewer are live
   * @param sortedRows when the table was made; fewer are live
   */
  record Tables(String batch, String sorted, String recent, long batchRows, long sortedRows) {
    /** Of a version that nothing has touched yet. */
    static Tables numbered(int number) {
      return new Tables(batch(number), null, recent(number), 0, 0);
    }

    static String batch(int number) {
      return "batch_" + number;
    }

    static String sorted(int number) {
      return "sorted_" + number;
    }

    static String recent(int number) {
      return "overlay_" + number;
    }

    Tables withBatch(String table, long rows) {
      return new Tables(table, sorted, recent, rows, sortedRows);
    }

    Tables withOverlay(String newSorted, long rows, String newRecent) {
      return new Tables(batch, newSorted, newRecent, batchRows, rows);
    }

    /** Those of the overlay, {@link #recent} last. */
    List<String> overlay() {
      return sorted == null ? List.of(recent) : List.of(sorted, recent);
    }

    List<String> all() {
      List<String> all = new ArrayList<>(overlay());
      all.add(batch);
      return all;
    }
  }

  private final String name;
  private final String keysTable;
  private final String changedTable;
  private final String overflowed;
  private final List<Column> outputs = new ArrayList<>();
  private final List<Column> keys = new ArrayList<>();
  private final List<Column> states = new ArrayList<>();
  private final List<Column> speedOutputs = new ArrayList<>();

  /**
   * @param number tells its tables from other views'
   */
  DuckDbView(ViewDefinition definition, int number) {
    this.name = definition.name();
    this.keysTable = "keys_" + number;
    this.changedTable = "changed_" + number;
    this.overflowed = overflowed(definition.plan());
    for (OutputColumn output : definition.plan().outputs()) {
      outputs.add(new Column(output.name(), output.type()));
      speedOutputs.add(new Column("_s" + speedOutputs.size(), output.type()));
    }
    for (KeyColumn key : definition.plan().keys()) {
      keys.add(new Column(key.name(), key.type()));
    }
    for (StateColumn state : definition.plan().stateColumns()) {
      states.add(new Column(state.name(), state.type()));
    }
  }

  String name() {
    return name;
  }

  List<Column> outputs() {
    return outputs;
  }

  List<Column> keys() {
    return keys;
  }

  List<Column> states() {
    return states;
  }

  /** Where look-ups stage their keys; a temporary table of the writer's connection. */
  String keysTable() {
    return keysTable;
  }

  /** Where the keys of changes are kept for {@link DuckDbCompactor}; temporary like the other. */
  String changedTable() {
    return changedTable;
  }

  String createKeysTable() {
    return "CREATE TEMP TABLE " + keysTable + "(" + declared(keys) + ")";
  }

  String createChangedTable() {
    return "CREATE TEMP TABLE " + changedTable + "(" + declared(keys) + ")";
  }

  String createBatch(Tables tables, BatchVersion version) {
    List<Column> all = rowColumns();
    if (version.files().isEmpty()) {
      return "CREATE TABLE " + stored(tables.batch()) + "(" + declared(all) + ")";
    }
    return "CREATE TABLE "
        + stored(tables.batch())
        + " AS SELECT "
        + casts(all)
        + " FROM "
        + files(version)
        + " ORDER BY "
        + quoted(keys, "");
  }

  /** What a batch table's row and an overlay's have in common, in this order. */
  private List<Column> rowColumns() {
    List<Column> columns = new ArrayList<>(outputs);
    columns.add(new Column(EVENTS, DataType.BIGINT));
    columns.addAll(states);
    return columns;
  }

  private static String casts(List<Column> columns) {
    return columns.stream()
        .map(
            column ->
                "CAST("
                    + column.quoted()
                    + " AS "
                    + DuckDbTypes.declared(column.type())
                    + ") AS "
                    + column.quoted())
        .collect(Collectors.joining(", "));
  }

  private static String files(BatchVersion version) {
    return version.files().stream()
        .map(DuckDbView::literal)
        .collect(Collectors.joining(", ", "read_parquet([", "], hive_partitioning = false)"));
  }

  String countBatch(Tables tables) {
    return "SELECT count(*), coalesce(sum("
        + EVENTS
        + "), 0)::BIGINT, count(*) FILTER ("
        + overflowed
        + ") FROM "
        + stored(tables.batch());
  }

  /** Sums of integers are kept wider than what they finish as. */
  private static String overflowed(ViewPlan plan) {
    return plan.stateColumns().stream()
        .filter(
            state ->
                state.type().isDecimal()
                    && plan.aggregates().get(state.aggregate()).type().equals(DataType.BIGINT))
        .map(
            state ->
                "%s NOT BETWEEN %d AND %d"
                    .formatted(quote(state.name()), Long.MIN_VALUE, Long.MAX_VALUE))
        .collect(
            Collectors.collectingAndThen(
                Collectors.joining(" OR "), any -> any.isEmpty() ? "false" : any));
  }

  /** With what the speed layer alone has of each group behind the row. */
  String createOverlay(Tables tables) {
    List<Column> all = rowColumns();
    all.addAll(speedOutputs);
    all.add(new Column(SPEED_EVENTS, DataType.BIGINT));
    return "CREATE TABLE " + stored(tables.recent()) + "(" + declared(all) + ")";
  }

  /** What queries read: every row with the layer that wrote it last, and its states. */
  String createMerged(Tables tables) {
    return createView(DuckDbEngine.MERGED)
        + layer("batch", tables.batch())
        + tables.overlay().stream()
            .map(table -> " UNION ALL " + layer("speed", table))
            .collect(Collectors.joining());
  }

  private String layer(String layer, String table) {
    return "SELECT "
        + quoted(outputs, "")
        + ", "
        + literal(layer)
        + " AS "
        + quote(SqlCatalog.LAYER)
        + (states.isEmpty() ? "" : ", " + quoted(states, ""))
        + " FROM "
        + stored(table);
  }

  /** The batch version alone, read from its files. */
  String createBatchView(Tables tables, BatchVersion version) {
    List<Column> columns = new ArrayList<>(outputs);
    columns.addAll(states);
    return createView(SqlCatalog.BATCH)
        + "SELECT "
        + (version.files().isEmpty()
            ? quoted(columns, "") + " FROM " + stored(tables.batch())
            : casts(columns) + " FROM " + files(version));
  }

  /** What the speed layer has since the frontier. */
  String createSpeedView(Tables tables) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      columns.add(speedOutputs.get(i).quoted() + " AS " + outputs.get(i).quoted());
    }
    return createView(SqlCatalog.SPEED)
        + tables.overlay().stream()
            .map(
                table ->
                    "SELECT %s FROM %s WHERE %s > 0"
                        .formatted(String.join(", ", columns), stored(table), SPEED_EVENTS))
            .collect(Collectors.joining(" UNION ALL "));
  }

  private String createView(String schema) {
    return "CREATE OR REPLACE VIEW "
        + DuckDbEngine.CATALOG
        + "."
        + schema
        + "."
        + quote(name)
        + " AS ";
  }

  /**
   * The staged groups' rows in the batch table: keys, events, states. Read by a scan, before they
   * are deleted: a DELETE that returns rows fetches each by itself, which takes long from a file.
   */
  String find(Tables tables) {
    return "SELECT "
        + quoted(keys, "t.")
        + ", t."
        + EVENTS
        + (states.isEmpty() ? "" : ", " + quoted(states, "t."))
        + fromListed(tables.batch(), keysTable);
  }

  /** Removes the staged groups' rows from a table. */
  String clear(String table) {
    return delete(table, keysTable);
  }

  private String delete(String table, String listed) {
    return "DELETE FROM " + stored(table) + " AS t USING " + listed + " AS k WHERE " + sameKey();
  }

  /** Notes the staged groups as changed. */
  String noteChanged() {
    return "INSERT INTO temp.main." + changedTable + " SELECT * FROM temp.main." + keysTable;
  }

  /** A batch table's live rows, in the order that they have, without the gaps between them. */
  String copyBatch(Tables tables, String into) {
    return "CREATE TABLE " + stored(into) + " AS FROM " + stored(tables.batch());
  }

  /** The overlay's live rows in the keys' order. */
  String sortOverlay(Tables tables, String into) {
    return "CREATE TABLE "
        + stored(into)
        + " AS SELECT * FROM ("
        + tables.overlay().stream()
            .map(table -> "FROM " + stored(table))
            .collect(Collectors.joining(" UNION ALL "))
        + ") ORDER BY "
        + quoted(keys, "");
  }

  /** Removes the rows of groups noted as changed from a table. */
  String clearChanged(String table) {
    return delete(table, changedTable);
  }

  /** The rows of groups noted as changed. */
  String copyChanged(String from, String into) {
    return "CREATE TABLE " + stored(into) + " AS SELECT t.*" + fromListed(from, changedTable);
  }

  /** The rows {@code t} of a table whose groups are listed in another. */
  private String fromListed(String table, String listed) {
    return " FROM "
        + stored(table)
        + " AS t WHERE EXISTS (SELECT 1 FROM "
        + listed
        + " AS k WHERE "
        + sameKey()
        + ")";
  }

  static String stored(String table) {
    return STORE_PREFIX + table;
  }

  private String sameKey() {
    return keys.stream()
        .map(key -> "t." + key.quoted() + " IS NOT DISTINCT FROM k." + key.quoted())
        .collect(Collectors.joining(" AND "));
  }

  private static String declared(List<Column> columns) {
    return columns.stream().map(Column::declared).collect(Collectors.joining(", "));
  }

  private static String quoted(List<Column> columns, String prefix) {
    return columns.stream()
        .map(column -> prefix + column.quoted())
        .collect(Collectors.joining(", "));
  }

  static String quote(String identifier) {
    return '"' + identifier.replace("\"", "\"\"") + '"';
  }

  static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
