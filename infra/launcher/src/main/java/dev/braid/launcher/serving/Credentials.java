package dev.braid.launcher.serving;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/**
 * How a client shows who asks.
 *
 * @param user empty if a token says it, or nobody does
 * @param password empty for none
 * @param token a JWT; empty for none
 */
public record Credentials(String user, String password, String token) {
  public static final Credentials NONE = new Credentials("", "", "");

  /** The variables of the environment. */
  public static final String USER = "BRAID_USER";

  public static final String PASSWORD = "BRAID_PASSWORD";
  public static final String TOKEN = "BRAID_TOKEN";

  public static Credentials password(String user, String password) {
    return new Credentials(user, password, "");
  }

  public static Credentials token(String token) {
    return new Credentials("", "", token);
  }

  /** Whether there is something in them that nobody else may see. */
  public boolean areSecret() {
    return !password.isEmpty() || !token.isEmpty();
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
    if (!token.isEmpty()) {
      return request.header("Authorization", "Bearer " + token);
    }
    if (user.isEmpty()) {
      return request;
    }
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
  }

  /** Without what it shows. */
  @Override
  public String toString() {
    return areSecret() ? user + " …" : user;
  }
}
