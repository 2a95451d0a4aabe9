package dev.braid.contract;

import dev.braid.error.TextFile;
import dev.braid.plan.ViewPlan;
import dev.braid.source.Column;
import dev.braid.source.Source;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.view.sql.ViewSqlCompiler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Views as users write them, over a shop's orders: for what is measured. */
public final class TypicalViews {
  private static final long SEED = 20261124;
  private static final int DAYS = 30;
  private static final long FIRST_DAY = 20_758;

  public static final Source SOURCE =
      new Source(
          "orders",
          "orders",
          "json",
          4,
          List.of(
              new Column("country", DataType.VARCHAR, false),
              new Column("status", DataType.VARCHAR, false),
              new Column("at", DataType.TIMESTAMP, false),
              new Column("quantity", DataType.BIGINT, false),
              new Column("latency", DataType.BIGINT, false),
              new Column("price", DataType.DOUBLE, false),
              new Column("discount", DataType.DOUBLE, false),
              new Column("urgent", DataType.BOOLEAN, false),
              new Column("grade", DataType.SMALLINT, false),
              new Column("weight", DataType.REAL, false),
              new Column("due", DataType.DATE, false)));

  private static final List<String> STATUSES = List.of("paid", "shipped", "returned", "open");

  /** The five that are timed, by name. */
  public static final Map<String, String> TIMED = timed();

  private TypicalViews() {}

  private static Map<String, String> timed() {
    Map<String, String> views = new LinkedHashMap<>();
    views.put(
        "paid_by_country",
        """
        SELECT country, count(*) AS orders, sum(quantity) AS items
        FROM orders
        WHERE status = 'paid' AND quantity > 2
        GROUP BY country
        """);
    views.put(
        "revenue_by_day",
        """
        SELECT date_trunc('day', at) AS day, country,
          sum(price) AS revenue, avg(price) AS mean, max(price) AS highest
        FROM orders
        GROUP BY 1, 2
        """);
    views.put(
        "outcomes",
        """
        SELECT country,
          count(*) FILTER (WHERE status = 'paid') AS paid,
          count(*) FILTER (WHERE status = 'returned' OR urgent) AS trouble,
          count_if(CASE WHEN price > 100e0 THEN quantity > 3 WHEN urgent THEN true
            ELSE quantity >= 10 END) AS big,
          sum(CASE WHEN urgent THEN quantity * 2 ELSE quantity END)
            FILTER (WHERE status IN ('paid', 'shipped')) AS weighted
        FROM orders
        GROUP BY country
        """);
    views.put(
        "load_by_hour",
        """
        SELECT date_trunc('hour', at) AS hour, min(latency) AS fastest,
          max(latency * 2 + quantity) AS slowest, sum(latency * quantity - 1) AS load
        FROM orders
        GROUP BY 1
        """);
    views.put(
        "spread",
        """
        SELECT country, stddev(price * COALESCE(discount, 1e0)) AS deviation,
          avg(COALESCE(discount, price)) AS mean, min_by(price, COALESCE(discount, 1e0)) AS cheapest
        FROM orders
        GROUP BY country
        """);
    return views;
  }

  public static ViewPlan plan(String name, String sql) {
    return ViewSqlCompiler.compile(new TextFile(name + ".sql", sql), List.of(SOURCE));
  }

  /** Rows as the decoder gives them, always the same; one value in fifty is NULL. */
  public static List<Object[]> events(int count) {
    Random random = new Random(SEED);
    return Stream.generate(() -> event(random)).limit(count).toList();
  }

  private static Object[] event(Random random) {
    long day = FIRST_DAY + random.nextInt(DAYS);
    double price = Math.round(random.nextDouble() * 20_000) / 100.0;
    Object[] event = {
      new String(new char[] {'C', (char) ('A' + random.nextInt(24))}),
      STATUSES.get(random.nextInt(STATUSES.size())).concat(""),
      day * Temporals.MICROS_PER_DAY + (long) (random.nextDouble() * Temporals.MICROS_PER_DAY),
      (long) random.nextInt(12),
      200 + (long) random.nextInt(100_000),
      price,
      random.nextInt(3) == 0 ? null : (Object) (random.nextInt(100) / 100.0),
      random.nextInt(5) == 0,
      (short) random.nextInt(6),
      random.nextFloat() * 40,
      (int) day + random.nextInt(14)
    };
    for (int i = 0; i < event.length; i++) {
      if (random.nextInt(50) == 0) {
        event[i] = null;
      }
    }
    return event;
  }
}
