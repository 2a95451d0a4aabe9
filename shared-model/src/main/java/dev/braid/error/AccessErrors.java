package dev.braid.error;

import java.util.Collection;

/** The errors of what {@code braid.yml} says about access to the serving layer. */
public final class AccessErrors {
  private static final String AUTHENTICATION_EXAMPLE =
      "authentication: {password_file: access/users}";
  private static final String TLS_EXAMPLE =
      "tls: {certificate: access/server.pem, key: access/server.key}";

  private AccessErrors() {}

  /**
   * @param authenticated whether users show who they are there
   * @param encrypted whether TLS guards the connection there
   */
  public static BraidException openServing(
      Place place, String host, boolean authenticated, boolean encrypted) {
    String missing =
        authenticated ? "TLS" : encrypted ? "authentication" : "authentication and TLS";
    return ModelErrors.input(
        "OPEN_SERVING",
        place,
        "serving on '"
            + host
            + "' would be open to the network without "
            + missing
            + "; write 127.0.0.1, or add to serving: "
            + (authenticated ? "" : AUTHENTICATION_EXAMPLE)
            + (authenticated || encrypted ? "" : " and ")
            + (encrypted
                ? ""
                : TLS_EXAMPLE
                    + " (tls: terminated-upstream if a proxy of yours speaks TLS in front of it)"));
  }

  public static BraidException badHost(Place place, String host) {
    return ModelErrors.input(
        "BAD_HOST",
        place,
        "'" + host + "' is neither an address nor a host's name; write e.g. 127.0.0.1");
  }

  public static BraidException badTls(Place place, String found) {
    return ModelErrors.input(
        "BAD_TLS",
        place,
        "serving.tls must name a certificate and its key, or be terminated-upstream, found "
            + found
            + "; write "
            + TLS_EXAMPLE);
  }

  public static BraidException noAuthentication(Place place) {
    return ModelErrors.input(
        "NO_AUTHENTICATION",
        place,
        "serving.authentication names no way to show who one is; write "
            + AUTHENTICATION_EXAMPLE
            + ", or jwt: and its keys");
  }

  public static BraidException badJwks(Place place, String jwks) {
    return ModelErrors.input(
        "BAD_JWKS",
        place,
        "the keys at '"
            + jwks
            + "' decide who gets in, and could be exchanged on their way; write an https:// address,"
            + " or the path of a file");
  }

  public static BraidException grantsWithoutAuthentication(Place place) {
    return ModelErrors.input(
        "GRANTS_OPEN",
        place,
        "grants mean nothing while anybody may take any name; add to braid.yml below serving: "
            + AUTHENTICATION_EXAMPLE);
  }

  public static BraidException unknownGrant(Place place, String view, Collection<String> known) {
    return ModelErrors.input(
        "UNKNOWN_VIEW", place, "there is no view '" + view + "'" + NearestName.hint(view, known));
  }

  public static BraidException emptyGrant(Place place, String view) {
    return ModelErrors.input(
        "EMPTY_GRANT",
        place,
        "nobody could read "
            + view
            + "; write users: [ann] or roles: [operator], or \"*\" for every reader");
  }

  public static BraidException badRole(Place place, String role) {
    return ModelErrors.input(
        "BAD_ROLE",
        place,
        "'"
            + role
            + "' is no role: letters, digits, '.', '_' and '-', 64 at most; reader, operator and"
            + " admin have rights of their own, and any other is a name for grants");
  }

  public static BraidException smallBurst(Place place, int burst, int perSecond) {
    return ModelErrors.input(
        "SMALL_BURST",
        place,
        "a burst of "
            + burst
            + " is below the "
            + perSecond
            + " queries that a second allows; write a burst of "
            + perSecond
            + " at least");
  }

  public static BraidException clusterPasswordInClear(Place place, String url) {
    return ModelErrors.input(
        "CLUSTER_PASSWORD_IN_CLEAR",
        place,
        "the cluster's password would go to "
            + url
            + " for everybody on the way to read; let url: begin with https:, or leave out"
            + " password_file:");
  }
}
