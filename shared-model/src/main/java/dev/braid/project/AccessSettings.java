package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Who may ask the serving layer, and what.
 *
 * @param tls null: none, which is for a loopback address only
 * @param authentication null: none, which is for a loopback address only
 * @param grants by view; {@link #EVERY_VIEW} stands for those without an entry of their own
 * @param rateLimit null: none
 */
public record AccessSettings(
    @JsonInclude(JsonInclude.Include.NON_NULL) Tls tls,
    @JsonInclude(JsonInclude.Include.NON_NULL) Authentication authentication,
    Map<String, Grant> grants,
    @JsonInclude(JsonInclude.Include.NON_NULL) RateLimit rateLimit) {
  /** Nothing is asked of anybody. */
  public static final AccessSettings OPEN = new AccessSettings(null, null, Map.of(), null);

  /** In grants: all views, all users. */
  public static final String EVERY_VIEW = "*";

  /** In grants: the events that could not be decoded, beside the views. */
  public static final String QUARANTINE = "quarantine";

  public AccessSettings {
    grants = Collections.unmodifiableMap(new TreeMap<>(grants));
  }

  /**
   * What guards the connection.
   *
   * @param certificate PEM file, the server's certificate first, then those that signed it; null if
   *     TLS ends before the serving layer
   * @param key PEM file, the certificate's private key; null likewise
   */
  public record Tls(
      @JsonInclude(JsonInclude.Include.NON_NULL) String certificate,
      @JsonInclude(JsonInclude.Include.NON_NULL) String key) {
    /** A proxy of the user's speaks TLS, and reaches the serving layer over what nobody reads. */
    public static final Tls TERMINATED_UPSTREAM = new Tls(null, null);

    public Tls {
      if ((certificate == null) != (key == null)) {
        throw new IllegalArgumentException("a certificate and its key go together");
      }
    }

    @JsonIgnore
    public boolean isTerminatedUpstream() {
      return certificate == null;
    }
  }

  /**
   * How users show who they are; at least one of the two ways.
   *
   * @param passwordFile lines of user, bcrypt hash and roles; null without passwords
   * @param jwt null without tokens
   */
  public record Authentication(
      @JsonInclude(JsonInclude.Include.NON_NULL) String passwordFile,
      @JsonInclude(JsonInclude.Include.NON_NULL) Jwt jwt) {
    public Authentication {
      if (passwordFile == null && jwt == null) {
        throw new IllegalArgumentException("neither a password file nor tokens");
      }
    }
  }

  /**
   * Which tokens are believed.
   *
   * @param jwks where the issuer's public keys are: an URL, or the path of a file
   * @param userClaim the claim that is the user's name
   * @param rolesClaim the claim that lists the roles; points lead into objects
   */
  public record Jwt(
      String issuer, String audience, String jwks, String userClaim, String rolesClaim) {
    public Jwt {
      Objects.requireNonNull(issuer, "issuer");
      Objects.requireNonNull(audience, "audience");
      Objects.requireNonNull(jwks, "jwks");
      Objects.requireNonNull(userClaim, "userClaim");
      Objects.requireNonNull(rolesClaim, "rolesClaim");
    }

    @JsonIgnore
    public boolean isJwksFile() {
      return !jwks.startsWith("http:") && !jwks.startsWith("https:");
    }
  }

  /**
   * Who may read a view.
   *
   * @param everybody all readers, whatever the other two say
   */
  public record Grant(boolean everybody, SortedSet<String> users, SortedSet<String> roles) {
    public static final Grant EVERYBODY = new Grant(true, new TreeSet<>(), new TreeSet<>());

    public Grant {
      users = Collections.unmodifiableSortedSet(new TreeSet<>(users));
      roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
    }
  }

  /**
   * How many queries a user may start.
   *
   * @param burst how many at once after a pause
   */
  public record RateLimit(int queriesPerSecond, int burst) {}
}
