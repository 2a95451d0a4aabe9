package dev.braid.speed.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.JobID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApplicationWatchTest {
  private static final JobID JOB = new JobID(1, 2);

  private HttpServer server;
  private ApplicationWatch watch;
  private String body = "";
  private int status = 200;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jobs/" + JOB.toHexString() + "/exceptions",
        exchange -> {
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    watch =
        new ApplicationWatch(
            URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"), JOB);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private static String failure(String stackTrace) {
    return "{\"exceptionHistory\":{\"entries\":[{\"exceptionName\":\"x\",\"stacktrace\":\""
        + stackTrace
        + "\"}]}}";
  }

  @Test
  void tellsWhatNoRestartMends() throws InterruptedException {
    body = failure("at o.a.f.s.a.o.StreamOperatorStateContextImpl");
    assertThat(watch.look()).isEqualTo(EmbeddedCluster.Outcome.NOT_RESTORED);
    body = failure("Caused by: o.a.k.c.c.OffsetOutOfRangeException");
    assertThat(watch.look()).isEqualTo(EmbeddedCluster.Outcome.LOG_EATEN);
  }

  @Test
  void leavesTheRestToTheJobsOwnRestarts() throws InterruptedException {
    body = failure("java.util.concurrent.TimeoutException: heartbeat");
    assertThat(watch.look()).isEqualTo(EmbeddedCluster.Outcome.RUNNING);
    body = "{\"exceptionHistory\":{\"entries\":[]}}";
    assertThat(watch.look()).isEqualTo(EmbeddedCluster.Outcome.RUNNING);
    body = failure("OffsetOutOfRangeException");
    status = 404;
    assertThat(watch.look()).isEqualTo(EmbeddedCluster.Outcome.RUNNING);
    server.stop(0);
    assertThat(watch.look()).isEqualTo(EmbeddedCluster.Outcome.RUNNING);
  }
}
