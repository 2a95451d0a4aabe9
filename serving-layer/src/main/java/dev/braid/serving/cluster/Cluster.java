package dev.braid.serving.cluster;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.braid.project.ClusterSettings;
import dev.braid.serving.error.ServingErrors;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;

/**
 * The way to a Trino cluster: a pool of connections; a call that fails for want of the cluster, not
 * by what it says, is tried again after pauses of random length; when most calls fail so, none is
 * tried for a while. Thread-safe.
 */
public final class Cluster implements AutoCloseable {
  private static final int MOST_CONNECTIONS = 16;
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final int TRIES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration OPEN_FOR = Duration.ofSeconds(10);

  // Trino's own numbers: first the errors of who asks, then its own, then limits, then connectors'.
  private static final int FIRST_INTERNAL = 0x1_0000;
  private static final int FIRST_OF_LIMITS = 0x2_0000;
  private static final int FIRST_OF_CONNECTORS = 0x100_0000;

  private final HikariDataSource pool;
  private final CircuitBreaker breaker;
  private final Retry retry;

  /** What is done with a connection. */
  @FunctionalInterface
  public interface Work<T> {
    T with(Connection connection) throws SQLException;
  }

  public Cluster(ClusterSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("trino");
    config.setJdbcUrl(settings.url().replaceFirst("^https?:", "jdbc:trino:"));
    config.setUsername(settings.user());
    if (settings.passwordFile() != null) {
      config.setPassword(password(Path.of(settings.passwordFile())));
    }
    config.addDataSourceProperty("SSL", String.valueOf(settings.url().startsWith("https:")));
    config.addDataSourceProperty("source", "braid");
    config.addDataSourceProperty("timezone", "UTC");
    config.setCatalog(settings.delta().catalog());
    config.setSchema(settings.delta().schema());
    config.setMaximumPoolSize(MOST_CONNECTIONS);
    config.setMinimumIdle(0);
    config.setConnectionTimeout(CONNECT_TIMEOUT.toMillis());
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
    breaker =
        CircuitBreaker.of(
            "trino",
            CircuitBreakerConfig.custom()
                .slidingWindowSize(10)
                .minimumNumberOfCalls(4)
                .waitDurationInOpenState(OPEN_FOR)
                .permittedNumberOfCallsInHalfOpenState(1)
                .recordException(Cluster::isOutage)
                .build());
    retry =
        Retry.of(
            "trino",
            RetryConfig.custom()
                .maxAttempts(TRIES)
                .intervalFunction(
                    IntervalFunction.ofExponentialRandomBackoff(FIRST_PAUSE, 2, 0.5, LONGEST_PAUSE))
                .retryOnException(Cluster::isOutage)
                .build());
  }

  private static String password(Path file) {
    try {
      return Files.readString(file).lines().findFirst().orElse("");
    } catch (IOException e) {
      throw ServingErrors.clusterPassword(file, e);
    }
  }

  /** Whether a failure says nothing about what was asked. */
  static boolean isOutage(Throwable failure) {
    if (!(failure instanceof SQLException sql)) {
      return false;
    }
    int number = sql.getErrorCode();
    return number == 0
        || number >= FIRST_INTERNAL && number < FIRST_OF_LIMITS
        || number >= FIRST_OF_CONNECTORS;
  }

  /**
   * Does it with a connection that is given back afterwards; perhaps several times, so it must bear
   * that.
   *
   * @throws SQLException as the cluster says; also if it is not tried at all for the time being
   */
  public <T> T call(Work<T> work) throws SQLException {
    return tried(
        () -> {
          try (Connection connection = pool.getConnection()) {
            return work.with(connection);
          }
        });
  }

  /** The same, but the connection is the work's to give back, unless that fails. */
  public <T> T open(Work<T> work) throws SQLException {
    return tried(
        () -> {
          Connection connection = pool.getConnection();
          boolean done = false;
          try {
            T result = work.with(connection);
            done = true;
            return result;
          } finally {
            if (!done) {
              connection.close();
            }
          }
        });
  }

  private <T> T tried(Callable<T> call) throws SQLException {
    try {
      return retry.executeCallable(() -> breaker.executeCallable(call));
    } catch (SQLException | RuntimeException e) {
      throw asSql(e);
    } catch (Exception e) {
      throw new IllegalStateException("a call throws what it cannot", e);
    }
  }

  /** Whether calls are tried at all. */
  public boolean isThere() {
    return breaker.getState() != CircuitBreaker.State.OPEN;
  }

  private static SQLException asSql(Exception e) {
    if (e instanceof SQLException sql) {
      return sql;
    }
    if (e instanceof CallNotPermittedException) {
      return new SQLException("the cluster has failed too often and is left alone for a while", e);
    }
    throw (RuntimeException) e;
  }

  @Override
  public void close() {
    pool.close();
  }
}
