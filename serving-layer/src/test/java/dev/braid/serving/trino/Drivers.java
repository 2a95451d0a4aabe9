package dev.braid.serving.trino;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;

/** Trino's JDBC drivers, each with classes of its own. */
public final class Drivers implements AutoCloseable {
  private static final Path CLIENTS = Path.of("target/clients");

  private final URLClassLoader classes;
  private final Driver driver;

  public Drivers(String version) throws ReflectiveOperationException, IOException {
    classes =
        new URLClassLoader(
            new URL[] {CLIENTS.resolve("trino-jdbc-" + version + ".jar").toUri().toURL()},
            ClassLoader.getPlatformClassLoader());
    driver =
        (Driver)
            classes.loadClass("io.trino.jdbc.TrinoDriver").getDeclaredConstructor().newInstance();
  }

  static Path cli() {
    return CLIENTS.resolve("trino-cli-476-executable.jar");
  }

  /**
   * @param path after the host and port: catalog, schema and parameters
   */
  Connection connect(int port, String user, String path) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    return connect("127.0.0.1:" + port + path, properties);
  }

  public Connection connect(String address, Properties properties) throws SQLException {
    return driver.connect("jdbc:trino://" + address, properties);
  }

  @Override
  public void close() throws IOException {
    classes.close();
  }
}
