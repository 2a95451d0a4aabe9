package dev.braid.speed.run;

import dev.braid.speed.run.EmbeddedCluster.Outcome;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.configuration.RestOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks, from within a JobManager that has brought the job along, for failures that no restart of
 * the job mends: Flink would restart it for ever. A cluster that others run is left to them.
 */
public final class ApplicationWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ApplicationWatch.class);

  /** How Flink calls submission to the cluster that this very process is. */
  private static final String EMBEDDED = "embedded";

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long POLL_MILLIS = 1_000;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final URI exceptions;

  ApplicationWatch(URI cluster, JobID job) {
    this.exceptions = cluster.resolve("jobs/" + job.toHexString() + "/exceptions?maxExceptions=1");
  }

  /** Begins to watch a job that was submitted, if that is this process's part. */
  public static void over(JobID job, ReadableConfig config, Consumer<Outcome> found) {
    if (!EMBEDDED.equals(config.get(DeploymentOptions.TARGET))) {
      return;
    }
    URI cluster =
        URI.create(
            "http://" + config.get(RestOptions.ADDRESS) + ":" + config.get(RestOptions.PORT) + "/");
    ApplicationWatch watch = new ApplicationWatch(cluster, job);
    Thread thread = new Thread(() -> watch.watch(found), "application-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch(Consumer<Outcome> found) {
    try {
      Outcome outcome = look();
      while (outcome == Outcome.RUNNING) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        outcome = look();
      }
      found.accept(outcome);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** {@code RUNNING} also if nothing can be said at this moment. */
  Outcome look() throws InterruptedException {
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(exceptions).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofString());
      return response.statusCode() == 200
          ? EmbeddedCluster.outcomeOf(response.body()).orElse(Outcome.RUNNING)
          : Outcome.RUNNING;
    } catch (IOException e) {
      LOG.debug("the JobManager does not answer at {}", exceptions, e);
      return Outcome.RUNNING;
    }
  }
}
