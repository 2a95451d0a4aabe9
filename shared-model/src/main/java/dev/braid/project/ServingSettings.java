package dev.braid.project;

import java.util.Objects;
import java.util.regex.Pattern;

/** Where the serving layer listens, and to whom. */
public record ServingSettings(String host, int port, AccessSettings access) {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|::1|\\[::1]");

  public ServingSettings {
    Objects.requireNonNull(host, "host");
    access = access == null ? AccessSettings.OPEN : access;
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
