package dev.braid.batch;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real broker beside the tests' JVM, because its class path and Spark's do not go together. */
final class BrokerProcess implements AutoCloseable {
  private final Process process;
  private final int port;

  private BrokerProcess(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static BrokerProcess start(Path folder) throws IOException {
    return start(folder, freePort());
  }

  static BrokerProcess start(Path folder, int port) throws IOException {
    Path target = Path.of(System.getProperty("braid.broker"));
    if (!Files.isDirectory(target.resolve("lib"))) {
      throw new IllegalStateException(
          "no broker in " + target + "; run `mvn package -DskipTests -pl infra/broker -am` first");
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                "dev.braid.broker.EmbeddedBroker",
                folder.toString(),
                Integer.toString(port))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BrokerProcess broker = new BrokerProcess(process, port);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.contains("broker ready")) {
        return broker;
      }
    }
    throw new IllegalStateException("the broker ended before it was ready");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  int port() {
    return port;
  }

  String bootstrap() {
    return "127.0.0.1:" + port;
  }

  /** As a power failure does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
