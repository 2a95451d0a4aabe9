package dev.braid.serving.cluster;

import dev.braid.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A running Trino of this machine ({@code infra/trino/start}), with two catalogs of its own for a
 * test: a lake in a folder, and the topics of an embedded broker.
 */
final class RealCluster implements AutoCloseable {
  static final String URL = "braid.trino.url";
  private static final long PROCESS = ProcessHandle.current().pid();
  private static final String LAKE = "braid_test_lake_" + PROCESS;
  private static final String KAFKA = "braid_test_kafka_" + PROCESS;

  private final Path lake;
  private final EmbeddedBroker broker;
  private final Producer<byte[], byte[]> producer;
  private final Connection connection;

  /**
   * @param folder of its own
   * @param topics that its catalog has
   */
  RealCluster(Path folder, List<String> topics) throws Exception {
    lake = Files.createDirectories(folder.resolve("lake"));
    broker = EmbeddedBroker.start(folder.resolve("broker"), 0);
    producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Properties user = new Properties();
    user.setProperty("user", "braid");
    connection = DriverManager.getConnection(jdbcUrl(), user);
    makeCatalogs(folder, topics);
  }

  /** Makes topics. */
  void create(List<String> topics) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      admin
          .createTopics(topics.stream().map(topic -> new NewTopic(topic, 2, (short) 1)).toList())
          .all()
          .get();
    }
  }

  static String jdbcUrl() {
    return System.getProperty(URL).replaceFirst("^https?:", "jdbc:trino:");
  }

  private void makeCatalogs(Path folder, List<String> topics) throws SQLException, IOException {
    Path client = folder.resolve("kafka.properties");
    Files.writeString(client, "isolation.level=read_committed\nfetch.max.wait.ms=10\n");
    dropCatalogs();
    execute(
        """
        CREATE CATALOG %s USING delta_lake WITH (
          "hive.metastore" = 'file',
          "hive.metastore.catalog.dir" = 'local:///metastore',
          "fs.native-local.enabled" = 'true',
          "local.location" = '%s',
          "delta.register-table-procedure.enabled" = 'true')"""
            .formatted(LAKE, lake));
    execute(
        """
        CREATE CATALOG %s USING kafka WITH (
          "kafka.nodes" = '%s',
          "kafka.table-names" = '%s',
          "kafka.hide-internal-columns" = 'false',
          "kafka.config.resources" = '%s')"""
            .formatted(KAFKA, broker.bootstrapServers(), String.join(",", topics), client));
    execute("CREATE SCHEMA " + LAKE + ".braid");
  }

  private void dropCatalogs() throws SQLException {
    execute("DROP CATALOG IF EXISTS " + LAKE);
    execute("DROP CATALOG IF EXISTS " + KAFKA);
  }

  ClusterNames names() {
    return new ClusterNames(LAKE, "braid", KAFKA, "default");
  }

  /** The folder that is {@code local:///} for the cluster. */
  Path lake() {
    return lake;
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  Connection connection() {
    return connection;
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  void register(String table, String folder) throws SQLException {
    execute(
        "CALL %s.system.register_table('braid', '%s', 'local:///%s')"
            .formatted(LAKE, table, folder));
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    try (connection) {
      dropCatalogs();
    } finally {
      producer.close();
      broker.close();
    }
  }
}
