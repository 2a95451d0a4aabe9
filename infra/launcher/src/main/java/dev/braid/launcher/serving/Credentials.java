package dev.braid.launcher.serving;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * How a client shows who asks.
 *
 * @param header {@code Authorization}'s value; empty if nothing is shown
 */
public record Credentials(String header) {
  public static final Credentials NONE = new Credentials("");

  /** The variables of the environment. */
  public static final String USER = "BRAID_USER";

  public static final String PASSWORD = "BRAID_PASSWORD";
  public static final String TOKEN = "BRAID_TOKEN";

  public static Credentials password(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credentials("Basic " + Base64.getEncoder().encodeToString(both));
  }

  public static Credentials token(String token) {
    return new Credentials("Bearer " + token);
  }

  /** A token, or else a user with a password; nothing if neither is there. */
  public static Credentials of(Map<String, String> environment) {
    String token = environment.getOrDefault(TOKEN, "");
    String user = environment.getOrDefault(USER, "");
    if (!token.isEmpty()) {
      return token(token);
    }
    return user.isEmpty() ? NONE : password(user, environment.getOrDefault(PASSWORD, ""));
  }

  HttpRequest.Builder on(HttpRequest.Builder request) {
    return header.isEmpty() ? request : request.header("Authorization", header);
  }

  /** Without what it shows. */
  @Override
  public String toString() {
    return header.isEmpty() ? "none" : header.substring(0, header.indexOf(' ')) + " …";
  }
}
