package dev.braid.serving.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.serving.access.User;
import dev.braid.serving.engine.QueryLimits;
import dev.braid.serving.sql.LookUps;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {
  private static final String LOOK_UP = "SELECT * FROM revenue WHERE country = 'DE'";
  private static final String ROLL_UP =
      "SELECT country, sum(revenue) FROM revenue GROUP BY country";
  private static final QuerySession SESSION =
      new QuerySession(
          User.trusted("test", "127.0.0.1"),
          "test",
          "braid",
          "merged",
          Map.of(),
          Map.of("mine", "SELECT n FROM revenue r WHERE r.country = ? AND r.day = ?"));

  private static Admission admitting(int running, int lookUps, int queued) {
    return new Admission(
        QueryLimits.DEFAULT.with(Duration.ofMillis(20), 10).with(running, lookUps, queued));
  }

  private static void assertRefused(Admission admission, String sql, String code) {
    assertThatThrownBy(() -> admission.enter(sql, SESSION))
        .isInstanceOfSatisfying(BraidException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void longQueriesLeaveRoomForLookUps() {
    Admission admission = admitting(2, 1, 5);
    admission.enter(ROLL_UP, SESSION);
    Admission.Place second = admission.enter(ROLL_UP, SESSION);
    assertRefused(admission, ROLL_UP, "BUSY");
    Admission.Place lookUp = admission.enter(LOOK_UP, SESSION);
    assertRefused(admission, LOOK_UP, "BUSY");
    lookUp.leave();
    assertRefused(admission, ROLL_UP, "BUSY");
    admission.enter(LOOK_UP, SESSION);
    second.leave();
    admission.enter(ROLL_UP, SESSION);
  }

  @Test
  void noneWaitsBeyondTheQueue() {
    Admission admission = admitting(1, 0, 0);
    admission.enter(LOOK_UP, SESSION);
    assertRefused(admission, LOOK_UP, "QUEUE_FULL");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        LOOK_UP,
        "SELECT day, r.revenue FROM braid.merged.revenue AS r WHERE day > 1 AND r.country = 'DE'",
        "SELECT * FROM revenue WHERE day = DATE '2026-01-01' LIMIT 10",
        "EXECUTE mine USING 'DE', 1",
        "EXECUTE IMMEDIATE 'SELECT * FROM revenue WHERE country = ?' USING 'DE'"
      })
  void lookUps(String sql) {
    assertThat(LookUps.isOne(sql, SESSION)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ROLL_UP,
        "SELECT * FROM revenue",
        "SELECT * FROM revenue WHERE country = 'DE' OR day = 1",
        "SELECT * FROM revenue WHERE country = 'DE' ORDER BY day",
        "SELECT count(*) FROM revenue WHERE country = 'DE'",
        "SELECT DISTINCT day FROM revenue WHERE country = 'DE'",
        "SELECT * FROM revenue a, revenue b WHERE a.country = 'DE'",
        "SELECT * FROM revenue WHERE country = day",
        "WITH r AS (SELECT * FROM revenue) SELECT * FROM r WHERE country = 'DE'",
        "EXECUTE nobodys USING 1",
        "SELECT FROM"
      })
  void otherStatements(String sql) {
    assertThat(LookUps.isOne(sql, SESSION)).isFalse();
  }
}
