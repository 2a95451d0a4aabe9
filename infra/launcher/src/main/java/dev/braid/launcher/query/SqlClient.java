package dev.braid.launcher.query;

import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.serving.Credentials;
import dev.braid.launcher.serving.ServingAddress;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.project.CompiledProject;
import io.trino.jdbc.TrinoDriver;
import io.trino.jdbc.TrinoStatement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Runs one statement on the serving layer, over Trino's own driver. */
public final class SqlClient {
  private static final String SOURCE = "braid query";

  /** The serving layer then says as JSON how fresh what was read is. */
  private static final String FRESHNESS = "freshness-json";

  private final ServingAddress address;
  private final Credentials credentials;

  // Guarded by this.
  private String running;
  private boolean stopping;

  SqlClient(ServingAddress address, Credentials credentials) {
    this.address = address;
    this.credentials = credentials;
  }

  public static SqlClient of(CompiledProject project, Credentials credentials) {
    return new SqlClient(ServingAddress.of(project), credentials);
  }

  /** Takes the rows of an answer. */
  @FunctionalInterface
  public interface Reader {
    void read(StreamedAnswer answer) throws SQLException, IOException;
  }

  /**
   * Runs a statement; it has ended when this returns, whether it was read to its end or not.
   *
   * @throws dev.braid.error.BraidException what the serving layer says is wrong, or why it cannot
   *     be asked
   */
  public void ask(String sql, Reader reader) throws IOException {
    if (credentials.areSecret() && address.certificate().isEmpty()) {
      askWithoutDriver(sql, reader);
      return;
    }
    try (ServerCertificate trusted = ServerCertificate.of(address.certificate());
        Connection connection = new TrinoDriver().connect(url(), properties(trusted));
        Statement statement = connection.createStatement()) {
      statement.unwrap(TrinoStatement.class).setProgressMonitor(seen -> runs(seen.getQueryId()));
      try (ResultSet rows = statement.executeQuery(sql)) {
        SqlAnswer answer = new SqlAnswer(rows);
        reader.read(answer);
        if (!answer.hasEnded()) {
          cancel();
        }
      }
    } catch (SQLException e) {
      if (isStopping()) {
        throw LauncherErrors.stopping();
      }
      throw SqlFailure.of(e, rest());
    } finally {
      runs(null);
    }
  }

  /** The driver shows no secret where TLS does not begin, be it that a proxy ends it. */
  private void askWithoutDriver(String sql, Reader reader) throws IOException {
    try {
      reader.read(new RestAnswer(rest().query(sql)));
    } catch (SQLException e) {
      throw new IllegalStateException("an answer that is here as a whole", e);
    }
  }

  /** Made only where it is needed, for its own HTTP client takes a while to start. */
  private ServingClient rest() {
    return new ServingClient(address, credentials);
  }

  private String url() {
    return "jdbc:trino://" + address.uri().getRawAuthority() + "/braid/merged";
  }

  private Properties properties(ServerCertificate trusted) {
    Properties properties = new Properties();
    properties.setProperty("source", SOURCE);
    properties.setProperty("clientTags", FRESHNESS);
    set(properties, "user", credentials.user());
    trusted
        .file()
        .ifPresent(
            file -> {
              properties.setProperty("SSL", "true");
              properties.setProperty("SSLVerification", "CA");
              properties.setProperty("SSLTrustStorePath", file.toString());
              set(properties, "password", asTheDriverWrites(credentials.password()));
              set(properties, "accessToken", credentials.token());
            });
    return properties;
  }

  /** The driver sends a password in Latin-1, and the serving layer reads UTF-8. */
  private static String asTheDriverWrites(String password) {
    return new String(password.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  private static void set(Properties properties, String name, String value) {
    if (!value.isEmpty()) {
      properties.setProperty(name, value);
    }
  }

  private synchronized void runs(String query) {
    running = query;
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /** Gives up; from any thread. Returns when nothing runs any more. */
  public void stop() {
    synchronized (this) {
      stopping = true;
    }
    cancel();
  }

  /** The driver leaves it to a thread, which dies with the process before it has told anybody. */
  private void cancel() {
    String query;
    synchronized (this) {
      query = running;
    }
    if (query != null) {
      rest().cancel(query);
    }
  }
}
