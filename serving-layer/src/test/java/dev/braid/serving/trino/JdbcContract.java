package dev.braid.serving.trino;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.braid.broker.EmbeddedBroker;
import dev.braid.log.Frontier;
import dev.braid.serving.ServingLayer;
import dev.braid.serving.TestProject;
import dev.braid.serving.Views;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;

/** Trino's drivers, connected to the whole layer. */
abstract class JdbcContract {
  @TempDir static Path folder;
  private static EmbeddedBroker broker;
  private static TestProject project;
  protected static ServingLayer layer;

  @Parameter private String version;
  protected Drivers drivers;
  protected Connection connection;

  @BeforeAll
  static void serve() throws Exception {
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    project = new TestProject("jdbc", broker.bootstrapServers(), folder.resolve("project"));
    project.createTopics();
    project.commit(
        0,
        new Frontier(2 * Views.EPOCH),
        Frontier.NONE,
        Map.of("a", new long[] {1, 2, 7}, "it's", new long[] {5}));
    project.upsert(1, "a", 2 * Views.EPOCH, 10);
    layer = project.serve();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> project.get(layer, "/actuator/health").status() == 200);
  }

  @AfterAll
  static void stop() {
    layer.close();
    project.close();
    broker.close();
  }

  @BeforeEach
  void connect() throws Exception {
    drivers = new Drivers(version);
    connection = drivers.connect(layer.port(), "ann", "/braid/merged?source=test");
  }

  @AfterEach
  void disconnect() throws Exception {
    connection.close();
    drivers.close();
  }

  protected static List<List<Object>> rows(ResultSet result) throws SQLException {
    List<List<Object>> rows = new ArrayList<>();
    while (result.next()) {
      List<Object> row = new ArrayList<>();
      for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
        row.add(result.getObject(i));
      }
      rows.add(row);
    }
    return rows;
  }

  protected List<List<Object>> rows(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      return rows(result);
    }
  }

  protected void assertError(String sql, int code, String place, String... texts) {
    assertThatThrownBy(() -> rows(sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            e -> {
              assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(code);
              assertThat(e.getMessage()).contains(texts);
              assertThat(e.getMessage()).contains(place);
            });
  }
}
