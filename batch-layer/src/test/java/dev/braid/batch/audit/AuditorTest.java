package dev.braid.batch.audit;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.batch.audit.AuditReport.Where;
import dev.braid.contract.ViewCase;
import dev.braid.contract.ViewCases;
import dev.braid.plan.AggregateCall;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.KeyColumn;
import dev.braid.plan.OutputColumn;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damage done on purpose to real tables, and what the audit says of it. */
class AuditorTest {
  private static final int ORDERS = 24;
  private static final DataType AMOUNT = DataType.decimal(18, 2);
  private static final List<String> COUNTRIES = List.of("at", "ch", "de", "fr");
  private static final Source SOURCE =
      new Source(
          "orders",
          "orders",
          "json",
          2,
          List.of(
              new Column("id", DataType.BIGINT, true),
              new Column("country", DataType.VARCHAR, false),
              new Column("amount", AMOUNT, false)));
  private static final ViewPlan REVENUE =
      new ViewPlan(
          "orders",
          null,
          List.of(new KeyColumn("country", new ColumnRef("country", 1, DataType.VARCHAR))),
          List.of(
              new AggregateCall("count", List.of(), null),
              new AggregateCall("sum", List.of(new ColumnRef("amount", 2, AMOUNT)), null)),
          List.of(
              new OutputColumn("country", new ColumnRef("country", 0, DataType.VARCHAR)),
              new OutputColumn("orders", new ColumnRef("orders", 1, DataType.BIGINT)),
              new OutputColumn("revenue", new ColumnRef("revenue", 2, DataType.decimal(38, 2)))));

  @TempDir static Path soundFolder;
  private static Lake sound;

  @TempDir Path folder;
  private Lake lake;

  /** Order i is in partition i % 2, epoch i / 8 and country i % 4, its amount is i. */
  private static List<Row> orders(Lake lake) {
    List<Row> records = new ArrayList<>();
    for (int i = 0; i < ORDERS; i++) {
      String json =
          "{\"id\":%d,\"country\":\"%s\",\"amount\":\"%d\"}".formatted(i, COUNTRIES.get(i % 4), i);
      records.add(lake.record(i % 2, i / 8, json));
    }
    records.add(lake.record(0, 1, "no order"));
    return records;
  }

  @BeforeAll
  static void fillTheLake() {
    sound = new Lake(soundFolder, SOURCE, Map.of("revenue", REVENUE));
    sound.archive(orders(sound));
    sound.decode();
    // The third epoch is not the batch view's.
    sound.compute("revenue", Lake.before(2));
  }

  @BeforeEach
  void copyTheLake() throws IOException {
    lake = sound.copyTo(folder);
  }

  private AuditReport.OfView audited() {
    return lake.audit().views().get(0);
  }

  private static AuditReport.Row only(AuditReport.OfView audited) {
    assertThat(audited.differing()).isEqualTo(1);
    assertThat(audited.differences()).hasSize(1);
    return audited.differences().get(0);
  }

  private static String explained(AuditReport.Row row) {
    return row.kind() + " " + row.where() + " " + row.explanation();
  }

  private static String line(AuditReport.Row row) {
    return row.group() + " " + row.column() + " " + row.inView() + " " + row.recomputed();
  }

  @Test
  void aSoundViewHasNoDifference() {
    AuditReport report = lake.audit();
    assertThat(report.sound()).isTrue();
    assertThat(report.notRun()).isEmpty();
    assertThat(report.sources())
        .containsExactly(new AuditReport.OfSource("orders", List.of(), null));
    assertThat(report.views())
        .containsExactly(
            new AuditReport.OfView(
                "revenue", 0, Lake.before(2).toString(), 4, 16, 0, 0, List.of()));
  }

  @Test
  void aStoredValueThatWasOverwritten() {
    lake.damageView("revenue", "UPDATE %s SET revenue = 1 WHERE country = 'de'");
    AuditReport.OfView audited = audited();
    assertThat(line(only(audited))).isEqualTo("de revenue 1.00 32.00");
    assertThat(explained(only(audited)))
        .isEqualTo(
            "VALUE VIEW of the same events; Spark's translation of the plan, a refresh, or the stored"
                + " row");
    assertThat(audited.batchVersion()).isEqualTo(1);
  }

  @Test
  void aStoredStateThatWasOverwritten() {
    lake.damageView("revenue", "UPDATE %s SET _a1_sum = 1 WHERE country = 'de'");
    AuditReport.OfView audited = audited();
    assertThat(line(only(audited))).isEqualTo("de revenue of its states 1.00 32.00");
    assertThat(only(audited).where()).isEqualTo(Where.VIEW);
  }

  @Test
  void anEventThatIsMissingFromEvents() {
    lake.damageEvents("DELETE FROM %s WHERE id = 6");
    AuditReport latent = lake.audit();
    assertThat(latent.views().get(0).differing()).isZero();
    assertThat(latent.sound()).isFalse();
    assertThat(latent.sources().get(0).damage())
        .containsExactly(
            "1 record in raw, not in events: partition 0, offset 3, appended"
                + " 2026-11-23T10:00:00.250Z");

    lake.compute("revenue", Lake.before(2));
    AuditReport.OfView audited = audited();
    List<AuditReport.Row> rows = audited.differences();
    assertThat(rows.stream().map(AuditorTest::line))
        .containsExactly("de _events 3 4", "de orders 3 4", "de revenue 26.00 32.00");
    assertThat(explained(rows.get(0)))
        .isEqualTo(
            "EVENTS EVENTS 1 record in raw, not in events: partition 0, offset 3, epoch"
                + " 2026-11-23T10:00:00Z");
    assertThat(audited.differing()).isEqualTo(1);
    assertThat(audited.found()).isEqualTo(3);
  }

  @Test
  void aGroupAllOfWhoseEventsAreMissingFromEvents() {
    lake.damageEvents("DELETE FROM %s WHERE country = 'de'");
    lake.compute("revenue", Lake.before(2));
    AuditReport.OfView audited = audited();
    assertThat(line(only(audited))).isEqualTo("de null null 4 events");
    assertThat(explained(only(audited)))
        .isEqualTo(
            "MISSING EVENTS 4 records in raw, not in events: partition 0, offsets 1 to 7, epoch"
                + " 2026-11-23T10:00:00Z to 2026-11-23T10:01:00Z");
  }

  @Test
  void anEventWithOtherValuesThanRawDecodesTo() {
    lake.damageEvents("UPDATE %s SET amount = 100 WHERE id = 5");
    lake.compute("revenue", Lake.before(2));
    AuditReport.OfView audited = audited();
    assertThat(line(only(audited))).isEqualTo("ch revenue 123.00 28.00");
    assertThat(explained(only(audited)))
        .isEqualTo(
            "VALUE EVENTS 1 record in events with other values than raw decodes to: partition 1,"
                + " offset 2, epoch 2026-11-23T10:00:00Z");
  }

  @Test
  void anEventThatRawDoesNotHave() {
    lake.damageEvents(
        "INSERT INTO %s VALUES (0, 12, TIMESTAMP '2026-11-23 10:01:00.25', 99, 'it', 7)");
    lake.compute("revenue", Lake.before(2));
    AuditReport.OfView audited = audited();
    assertThat(line(only(audited))).isEqualTo("it null 1 event null");
    assertThat(explained(only(audited)))
        .startsWith("UNEXPECTED EVENTS 1 record in events, not an event of raw: partition 0");
  }

  @Test
  void eventsThatAreTwiceInEvents() {
    lake.damageEvents("INSERT INTO %1$s SELECT * FROM %1$s WHERE id = 7");
    lake.compute("revenue", Lake.before(2));
    AuditReport.OfView audited = audited();
    assertThat(audited.differences().stream().map(AuditorTest::line))
        .containsExactly("fr _events 5 4", "fr orders 5 4", "fr revenue 43.00 36.00");
    assertThat(explained(audited.differences().get(0)))
        .startsWith("EVENTS EVENTS 1 record in events more than once: partition 1, offset 3");
  }

  @Test
  void aRangeOfRawThatIsThereTwice(@TempDir Path other) {
    lake = new Lake(other, SOURCE, Map.of("revenue", REVENUE));
    List<Row> records = orders(lake);
    lake.archive(records);
    lake.archive(records.subList(4, 8));
    lake.decode();
    lake.compute("revenue", Lake.before(2));
    AuditReport report = lake.audit();
    AuditReport.OfView audited = report.views().get(0);
    assertThat(audited.events()).isEqualTo(16);
    assertThat(audited.differing()).isEqualTo(4);
    assertThat(audited.differences()).allMatch(row -> row.where() == Where.RAW);
    assertThat(explained(audited.differences().get(0)))
        .isEqualTo(
            "EVENTS RAW 1 record in events more than once: partition 0, offset 2, epoch"
                + " 2026-11-23T10:00:00Z; 1 record in raw more than once: partition 0, offset 2,"
                + " epoch 2026-11-23T10:00:00Z");
    assertThat(report.sources().get(0).damage())
        .contains(
            "2 records in raw more than once: partition 1, offsets 2 to 3, appended"
                + " 2026-11-23T10:00:00.250Z");
  }

  @Test
  void groupsThatWereLostMadeAndDoubledOnTheWayIntoTheView() {
    lake.damageView("revenue", "DELETE FROM %s WHERE country = 'at'");
    lake.damageView("revenue", "UPDATE %s SET country = NULL WHERE country = 'ch'");
    lake.damageView("revenue", "INSERT INTO %1$s SELECT * FROM %1$s WHERE country = 'de'");
    AuditReport.OfView audited = audited();
    assertThat(audited.differences().stream().map(row -> line(row) + " " + row.kind()))
        .containsExactly(
            "NULL null 4 events null UNEXPECTED",
            "at null null 4 events MISSING",
            "ch null null 4 events MISSING",
            "de null 2 rows 1 row REPEATED");
    assertThat(audited.differences()).allMatch(row -> row.where() == Where.VIEW);
    assertThat(audited.groups()).isEqualTo(5);
    assertThat(audited.differing()).isEqualTo(4);
  }

  @Test
  void eventsThatWereLostOnTheWayIntoTheView() {
    lake.compute("revenue", Lake.before(2), col("id").notEqual(9));
    AuditReport.OfView audited = audited();
    assertThat(audited.differences().stream().map(AuditorTest::line))
        .containsExactly("ch _events 3 4", "ch orders 3 4", "ch revenue 19.00 28.00");
    assertThat(explained(audited.differences().get(0)))
        .isEqualTo("EVENTS VIEW events is as raw; lost or doubled on the way into the view");
  }

  @Test
  void damageBeyondTheFrontierExplainsNothing() {
    lake.damageEvents("DELETE FROM %s WHERE id = 18");
    lake.compute("revenue", Lake.before(2), col("id").notEqual(6));
    AuditReport report = lake.audit();
    assertThat(report.views().get(0).differences())
        .isNotEmpty()
        .allMatch(row -> row.where() == Where.VIEW);
    assertThat(report.sources().get(0).damage()).hasSize(1);
  }

  @Test
  void aViewThatNoRunHasComputedIsNamed(@TempDir Path other) {
    lake = new Lake(other, SOURCE, Map.of("revenue", REVENUE));
    AuditReport report = lake.audit();
    assertThat(report.notRun()).containsExactly("revenue");
    assertThat(report.views()).isEmpty();
    assertThat(report.sound()).isTrue();
  }

  @Test
  void whatSparkComputesNativelyAndWhatSketchesHoldIsNoFalseAlarm(@TempDir Path other) {
    Set<String> names =
        Set.of(
            "many_keys",
            "sums",
            "percentiles",
            "most_frequent",
            "variances",
            "covariances",
            "extremes_by",
            "distinct_counts",
            "output_expressions",
            "key_nan",
            "key_decimal",
            "key_timestamp");
    List<ViewCase> cases =
        ViewCases.all().stream().filter(each -> names.contains(each.name())).toList();
    assertThat(cases).hasSameSizeAs(names);
    Map<String, ViewPlan> plans = new LinkedHashMap<>();
    cases.forEach(each -> plans.put(each.name(), each.plan()));
    ViewCase any = cases.get(0);
    Lake hard = new Lake(other, any.source(), plans);
    hard.archive(any.events().stream().map(event -> hard.record(0, 0, any.json(event))).toList());
    hard.decode();
    plans.keySet().forEach(name -> hard.compute(name, Lake.before(1)));
    AuditReport report = hard.audit();
    assertThat(report.views()).hasSameSizeAs(names);
    assertThat(report.views()).allSatisfy(view -> assertThat(view.differences()).isEmpty());
    assertThat(report.sound()).isTrue();
  }
}
