package dev.braid.serving.trino;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /v1/info}: what some clients ask before anything else. */
@RestController
public final class ServerInfoController {
  private static final String VERSION = "braid";

  /** In the words of Trino's clients. */
  record Info(
      @JsonProperty("nodeVersion") Version nodeVersion,
      String environment,
      boolean coordinator,
      boolean starting,
      String uptime) {}

  record Version(String version) {}

  @GetMapping("/v1/info")
  Info info() {
    double minutes = ManagementFactory.getRuntimeMXBean().getUptime() / 60_000.0;
    return new Info(
        new Version(VERSION), "braid", true, false, String.format(Locale.ROOT, "%.2fm", minutes));
  }
}
