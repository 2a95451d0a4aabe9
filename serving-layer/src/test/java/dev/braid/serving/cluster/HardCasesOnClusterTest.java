package dev.braid.serving.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.contract.HardCases;
import dev.braid.contract.HardCases.HardCase;
import dev.braid.plan.Literal;
import dev.braid.source.Column;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Every hard case that is put in Trino's SQL has its value on a real Trino, too. */
@EnabledIfSystemProperty(named = RealCluster.URL, matches = ".+")
class HardCasesOnClusterTest {
  private static final int AT_ONCE = 20;

  private final List<String> different = new ArrayList<>();
  private int equal;
  private int refused;

  @Test
  void haveTheSameValues() throws SQLException {
    Map<HardCase, String> asked = new LinkedHashMap<>();
    for (HardCase each : HardCases.all()) {
      try {
        asked.put(each, new OutputSql(index -> literal(each, index)).of(each.expression()));
      } catch (Unsayable e) {
        refused++;
      }
    }
    Properties user = new Properties();
    user.setProperty("user", "braid");
    try (Connection connection = DriverManager.getConnection(RealCluster.jdbcUrl(), user)) {
      List<HardCase> cases = List.copyOf(asked.keySet());
      for (int from = 0; from < cases.size(); from += AT_ONCE) {
        ask(connection, asked, cases.subList(from, Math.min(cases.size(), from + AT_ONCE)));
      }
    }
    System.out.printf(
        "%d hard cases on Trino 476: %d equal, %d refused, %d different%n",
        equal + refused + different.size(), equal, refused, different.size());
    assertThat(different).isEmpty();
  }

  private static String literal(HardCase each, int index) {
    Column column = HardCases.SOURCE.columns().get(index);
    return new OutputSql(i -> "").of(new Literal(column.type(), each.event()[index]));
  }

  /** A case by itself where they do not go together. */
  private void ask(Connection connection, Map<HardCase, String> sql, List<HardCase> cases)
      throws SQLException {
    String columns =
        cases.stream()
            .map(
                each -> ClusterAnswer.readable("(" + sql.get(each) + ")", each.expression().type()))
            .collect(Collectors.joining(", "));
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT " + columns)) {
      row.next();
      for (int i = 0; i < cases.size(); i++) {
        var type = cases.get(i).expression().type();
        values.add(HardCases.print(type, ClusterAnswer.read(row, i + 1, type)));
      }
    } catch (SQLException | IllegalStateException e) {
      values.clear();
      if (cases.size() > 1) {
        for (HardCase each : cases) {
          ask(connection, sql, List.of(each));
        }
        return;
      }
      values.add(e.getMessage());
    }
    IntStream.range(0, cases.size())
        .forEach(i -> compare(cases.get(i), sql.get(cases.get(i)), values.get(i)));
  }

  private void compare(HardCase each, String sql, String value) {
    if (value.equals(each.expected())) {
      equal++;
    } else {
      different.add(each + " => " + each.expected() + ", not " + value + ": " + sql);
    }
  }
}
