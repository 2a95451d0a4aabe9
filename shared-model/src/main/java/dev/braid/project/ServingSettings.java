package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Where the serving layer listens, to whom, and what else answers for it.
 *
 * @param trino null: none
 */
public record ServingSettings(
    String host,
    int port,
    AccessSettings access,
    @JsonInclude(JsonInclude.Include.NON_NULL) ClusterSettings trino) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|\\[::1]");

  public ServingSettings {
    Objects.requireNonNull(host, "host");
    access = access == null ? AccessSettings.OPEN : access;
  }

  /** Without a cluster. */
  public ServingSettings(String host, int port, AccessSettings access) {
    this(host, port, access, null);
  }

  /** Open to whoever reaches it. */
  public ServingSettings(String host, int port) {
    this(host, port, AccessSettings.OPEN);
  }

  /** Whether only programs of the same machine reach the address. */
  static boolean isLoopback(String host) {
    return LOOPBACK.matcher(host).matches();
  }
}
