package dev.braid.view.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.Golden;
import dev.braid.GoldenBlocks;
import dev.braid.error.BraidException;
import dev.braid.error.TextFile;
import dev.braid.plan.PlanPrinter;
import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ViewSqlCompilerTest {
  private static final Source ORDERS =
      new Source(
          "orders",
          "orders",
          "json",
          4,
          List.of(
              new Column("order_id", DataType.VARCHAR, true),
              new Column("customer", DataType.VARCHAR, false),
              new Column("amount", DataType.decimal(18, 2), false),
              new Column("weight", DataType.DOUBLE, false),
              new Column("items", DataType.INTEGER, false),
              new Column("clicks", DataType.BIGINT, false),
              new Column("paid", DataType.BOOLEAN, false),
              new Column("ledger", DataType.decimal(38, 2), false),
              new Column("tiny", DataType.decimal(38, 38), false),
              new Column("due", DataType.DATE, false),
              new Column("placed_at", DataType.TIMESTAMP, false),
              new Column("order", DataType.INTEGER, false),
              new Column("address.city", DataType.VARCHAR, false, List.of("address", "city")),
              new Column("address.geo.lat", DataType.DOUBLE, false, List.of("a", "g", "lat"))));
  private static final Source FLIGHTS =
      new Source(
          "flights", "flights", "json", 4, List.of(new Column("delay", DataType.BIGINT, false)));

  private static ViewPlan compile(String sql) {
    return ViewSqlCompiler.compile(new TextFile("views/v.sql", sql), List.of(ORDERS, FLIGHTS));
  }

  @Test
  void goodViews() {
    int views = GoldenBlocks.check("golden/good-views.txt", sql -> PlanPrinter.print(compile(sql)));
    assertThat(views).isGreaterThan(10);
  }

  @Test
  void wrongViews() {
    int views = GoldenBlocks.check("golden/wrong-views.txt", ViewSqlCompilerTest::refusal);
    assertThat(views).isGreaterThan(60);
  }

  private static String refusal(String sql) {
    try {
      return "NOT REFUSED\n" + PlanPrinter.print(compile(sql));
    } catch (BraidException e) {
      return e.describe();
    }
  }

  @Test
  void everyRefusalIsMetByAWrongView() {
    String golden = Golden.read("golden/wrong-views.txt");
    for (Refusal refusal : Refusal.values()) {
      assertThat(golden).contains("[NOT_IN_VIEWS_" + refusal + "]");
    }
  }

  @Test
  void anEmptyFileIsNoView() {
    assertThat(refusal(" \n")).startsWith("views/v.sql: the view is empty;");
  }

  private static final String SQL =
      "SELECT date_trunc('day', placed_at) AS day, customer, sum(amount) AS total"
          + " FROM orders WHERE paid AND items > 2 GROUP BY 1, 2";

  @ParameterizedTest
  @ValueSource(
      strings = {
        """
        -- the same, otherwise written
        select date_trunc('day', o.placed_at) as day,
               "customer", /* who */ SUM(Amount) AS Total
        from Orders as o
        where (paid) and ((items > 2))
        group by day, o.customer;
        """,
        "SELECT date_trunc('day', placed_at) AS day, customer, sum(amount) AS total FROM orders"
            + " WHERE paid AND items > 2.0 GROUP BY (date_trunc('day', placed_at)), customer, 1",
      })
  void anotherTextOfTheSameViewIsTheSameView(String text) {
    assertThat(hash(text)).isEqualTo(hash(SQL));
  }

  @Test
  void anotherViewHasAnotherHash() {
    assertThat(
            List.of(
                hash(SQL),
                hash(SQL.replace("'day'", "'hour'")),
                hash(SQL.replace("total", "sum_total")),
                hash(SQL.replace("sum(", "max(")),
                hash(SQL.replace("items > 2", "items >= 2")),
                hash(SQL.replace("items > 2", "items > 3")),
                hash(SQL.replace("AND", "OR")),
                hash(SQL.replace("WHERE paid AND items > 2", "")),
                hash(SQL.replace("customer, sum", "order_id AS customer, sum")),
                hash(SQL.replace("sum(amount) AS total", "sum(amount) AS total, count(*) AS n"))))
        .doesNotHaveDuplicates();
  }

  private static String hash(String sql) {
    return CompiledProject.hash(compile(sql));
  }

  @Test
  void namesAreReadAlikeInEveryLocale() {
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr"));
      assertThat(compile("SELECT ITEMS, MIN(CLICKS) AS M FROM ORDERS GROUP BY ITEMS"))
          .isEqualTo(compile("SELECT items, min(clicks) AS m FROM orders GROUP BY items"));
    } finally {
      Locale.setDefault(usual);
    }
  }
}
