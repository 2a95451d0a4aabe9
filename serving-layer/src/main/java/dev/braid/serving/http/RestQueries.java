package dev.braid.serving.http;

import dev.braid.serving.access.User;
import dev.braid.serving.query.Queries;
import dev.braid.serving.query.QuerySession;
import dev.braid.serving.query.ReadView;
import dev.braid.serving.query.RunningQuery;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Statements whose whole answer is given at once, up to the most rows that one may have. */
@Component
final class RestQueries {
  private static final int PAGE = 1_000;
  static final String SOURCE = "rest";

  private final Queries queries;

  RestQueries(Queries queries) {
    this.queries = queries;
  }

  /**
   * Runs a statement to its end.
   *
   * @param source what the client calls itself
   */
  QueryController.Result answer(String sql, User user, String source) {
    return answer(sql, user, source, queries.limits().rows());
  }

  QueryController.Result answer(String sql, User user, String source, int most) {
    long start = System.nanoTime();
    QuerySession session = QuerySession.of(user, source);
    try (RunningQuery running = queries.start(sql, session)) {
      List<List<Object>> rows = new ArrayList<>();
      boolean truncated = false;
      for (List<List<Object>> page;
          !truncated && !(page = running.next(Math.min(PAGE, most + 1))).isEmpty(); ) {
        int room = most - rows.size();
        truncated = page.size() > room;
        rows.addAll(truncated ? page.subList(0, room) : page);
      }
      return new QueryController.Result(
          running.columns(),
          rows,
          truncated,
          running.generation(),
          ReadView.of(running.views()),
          (System.nanoTime() - start) / 10_000 / 100.0);
    }
  }
}
