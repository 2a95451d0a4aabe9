package dev.braid.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One Kafka broker and controller (KRaft) in this JVM, on the loopback address. Its log lives in a
 * folder and survives restarts. Topics are never created by accident.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String HOST = "127.0.0.1";

  private final KafkaRaftServer server;
  private final int port;

  private EmbeddedBroker(KafkaRaftServer server, int port) {
    this.server = server;
    this.port = port;
  }

  /**
   * Starts a broker and returns once it accepts requests.
   *
   * @param folder where its log lies; formatted if empty
   * @param port to listen on; 0 picks a free one
   * @throws IOException if the folder cannot be written
   */
  public static EmbeddedBroker start(Path folder, int port) throws IOException {
    return start(folder, port, List.of());
  }

  /**
   * A way to the broker beside its own port, through something in between.
   *
   * @param port where the broker listens
   * @param advertisedPort where clients that come this way are sent to
   */
  public record Detour(int port, int advertisedPort) {}

  /**
   * The same, with more ways to it.
   *
   * @throws IOException if the folder cannot be written
   */
  public static EmbeddedBroker start(Path folder, int port, List<Detour> detours)
      throws IOException {
    Files.createDirectories(folder);
    int clientPort = port == 0 ? freePort() : port;
    int controllerPort = freePort();
    String directory = folder.toAbsolutePath().toString();
    if (!Files.exists(folder.resolve("meta.properties"))) {
      format(directory);
    }
    KafkaRaftServer server =
        new KafkaRaftServer(
            new KafkaConfig(config(directory, clientPort, controllerPort, detours)), Time.SYSTEM);
    server.startup();
    return new EmbeddedBroker(server, clientPort);
  }

  private static void format(String directory) throws IOException {
    try {
      new Formatter()
          .setClusterId(Uuid.randomUuid().toString())
          .setNodeId(1)
          .setControllerListenerName("CONTROLLER")
          .setDirectories(List.of(directory))
          .setMetadataLogDirectory(directory)
          .setReleaseVersion(MetadataVersion.latestProduction())
          .setUnstableFeatureVersionsEnabled(false)
          .run();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("cannot format " + directory + " for Kafka", e);
    }
  }

  private static Map<String, Object> config(
      String directory, int port, int controllerPort, List<Detour> detours) {
    StringBuilder listeners = new StringBuilder("PLAINTEXT://" + HOST + ":" + port);
    StringBuilder advertised = new StringBuilder(listeners);
    StringBuilder protocols = new StringBuilder("PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    for (int i = 0; i < detours.size(); i++) {
      String name = ",DETOUR" + i;
      listeners.append(name).append("://" + HOST + ":").append(detours.get(i).port());
      advertised.append(name).append("://" + HOST + ":").append(detours.get(i).advertisedPort());
      protocols.append(name).append(":PLAINTEXT");
    }
    Map<String, Object> config = new HashMap<>();
    config.put("process.roles", "broker,controller");
    config.put("node.id", "1");
    config.put("controller.quorum.voters", "1@" + HOST + ":" + controllerPort);
    config.put("controller.listener.names", "CONTROLLER");
    config.put("listeners", listeners + ",CONTROLLER://" + HOST + ":" + controllerPort);
    config.put("advertised.listeners", advertised.toString());
    config.put("listener.security.protocol.map", protocols.toString());
    config.put("log.dirs", directory);
    config.put("auto.create.topics.enable", "false");
    config.put("offsets.topic.replication.factor", "1");
    config.put("offsets.topic.num.partitions", "4");
    config.put("transaction.state.log.replication.factor", "1");
    config.put("transaction.state.log.min.isr", "1");
    config.put("transaction.state.log.num.partitions", "4");
    config.put("share.coordinator.state.topic.replication.factor", "1");
    config.put("share.coordinator.state.topic.min.isr", "1");
    config.put("group.initial.rebalance.delay.ms", "0");
    // A laptop's broker keeps everything: history must outlive the days between batch runs.
    config.put("log.retention.ms", "-1");
    return config;
  }

  /** A port that nothing listens on at this moment. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String bootstrapServers() {
    return HOST + ":" + port;
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /**
   * Runs a broker until the process is told to end.
   *
   * @param args folder and port
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length != 2) {
      System.err.println("usage: EmbeddedBroker FOLDER PORT");
      System.exit(2);
    }
    EmbeddedBroker broker = start(Path.of(args[0]), Integer.parseInt(args[1]));
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  broker.close();
                  ended.countDown();
                },
                "broker-shutdown"));
    System.out.println("broker ready at " + broker.bootstrapServers());
    ended.await();
  }
}
