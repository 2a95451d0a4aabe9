package dev.braid.expression;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.braid.aggregate.State;
import dev.braid.contract.TypicalViews;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An event of a known group costs no memory in a view over values of fixed width. */
class AllocationTest {
  private static final int EVENTS = 100_000;
  private static final List<Object[]> GIVEN = TypicalViews.events(EVENTS);

  static Map<String, String> views() {
    Map<String, String> views = new LinkedHashMap<>(TypicalViews.TIMED);
    views.put(
        "functions",
        """
        SELECT year(at) AS y, hour(at AT TIME ZONE 'Europe/Berlin') AS h, grade, round(weight / 20) AS w,
          min(date_add('month', 2, due)) AS a, max(date_trunc('day', at AT TIME ZONE 'Asia/Kolkata')) AS z, max(date_diff('hour', at, date_trunc('month', at))) AS b,
          sum(abs(latency % 7 - sign(quantity)) + length(country) + strpos(status, 'i')) AS c,
          avg(sqrt(price) + floor(price) * ceil(weight) - round(discount, 1)) AS d,
          bool_and(starts_with(status, 'p') OR status LIKE '%ed') AS e,
          count_if(discount IS DISTINCT FROM price AND NOT (price / 0 IN (1e0, discount))) AS f,
          corr(CAST(quantity AS DOUBLE), NULLIF(price, 0e0)) AS g,
          var_pop(greatest(latency, quantity, 500)) AS i, max_by(grade, CAST(at AS DATE)) AS j,
          sum(weight * REAL '2' + grade) AS k, count(day(due) + quarter(at) + week(at)) AS l
        FROM orders
        WHERE extract(day_of_week FROM due) <> 8 AND CAST(urgent AS BIGINT) IS NOT NULL
        GROUP BY 1, 2, 3, 4
        """);
    return views;
  }

  static List<String> names() {
    return List.copyOf(views().keySet());
  }

  @ParameterizedTest
  @MethodSource("names")
  void eventsOfKnownGroupsAllocateNothing(String name) {
    CompiledView view = new CompiledView(TypicalViews.plan(name, views().get(name)));
    InputRow row = new InputRow();
    EventKey key = view.newKey(0);
    Map<EventKey, State[]> groups = new HashMap<>();
    run(view, row, key, groups);
    int known = groups.size();

    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long thread = Thread.currentThread().getId();
    long before = threads.getThreadAllocatedBytes(thread);
    run(view, row, key, groups);
    long allocated = threads.getThreadAllocatedBytes(thread) - before;

    assertThat(groups).hasSize(known).hasSizeGreaterThan(20);
    assertThat((double) allocated / EVENTS).as("bytes an event").isLessThan(1);
  }

  private static void run(
      CompiledView view, InputRow row, EventKey key, Map<EventKey, State[]> groups) {
    for (Object[] event : GIVEN) {
      row.set(event);
      if (view.accepts(row)) {
        view.key(row, key);
        State[] states = groups.get(key);
        if (states == null) {
          states = view.empty();
          groups.put(key.copy(), states);
        }
        view.add(states, row);
      }
    }
  }
}
