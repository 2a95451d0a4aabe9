package dev.braid.serving.access;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Users of the password file. A password that was right is remembered by a keyed hash until the
 * file changes, since every request brings it and bcrypt is slow on purpose. An address that fails
 * too often has to wait, whoever it says it is.
 */
final class PasswordLogin implements AuthenticationProvider {
  /** Failures that an address has before it must wait. */
  static final int FAILURES = 20;

  /** Bytes; bcrypt looks at no more. */
  private static final int LONGEST_PASSWORD = 72;

  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);
  private static final int MOST_REMEMBERED = 10_000;
  private static final String MAC = "HmacSHA256";

  private record Known(Passwords passwords, DaoAuthenticationProvider checks) {}

  private final WatchedFile<Known> file;
  private final Buckets failures;
  private final SecretKeySpec key;
  private Known rememberedOf;
  private final Map<String, Boolean> remembered =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  PasswordLogin(Path path, AuditLog audit, Clock clock) {
    this.file =
        new WatchedFile<>(
            path,
            changed -> known(Passwords.read(changed)),
            known -> audit.passwordsRead(known.passwords().users().size()));
    this.failures =
        new Buckets(
            Bandwidth.builder().capacity(FAILURES).refillGreedy(FAILURES, FORGOTTEN_AFTER).build(),
            clock);
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    this.key = new SecretKeySpec(secret, MAC);
  }

  private static Known known(Passwords passwords) {
    DaoAuthenticationProvider checks =
        new DaoAuthenticationProvider(name -> details(passwords, name));
    checks.setPasswordEncoder(new BCryptPasswordEncoder(passwords.cost()));
    return new Known(passwords, checks);
  }

  private static UserDetails details(Passwords passwords, String name) {
    Passwords.Entry entry = passwords.users().get(name);
    if (entry == null) {
      throw new UsernameNotFoundException("unknown");
    }
    return new org.springframework.security.core.userdetails.User(
        name, entry.hash(), AuthorityUtils.NO_AUTHORITIES);
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    Known known = file.content();
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    String proof = proof(attempt.getName(), String.valueOf(attempt.getCredentials()));
    if (!isRemembered(known, proof)) {
      check(known, attempt, address);
      remember(known, proof);
    }
    Passwords.Entry entry = known.passwords().users().get(attempt.getName());
    return new UserAuthentication(User.of(attempt.getName(), entry.roles(), address));
  }

  /** The token is taken before the check, so that many at once gain nothing. */
  private void check(Known known, Authentication attempt, String address) {
    Bucket bucket = failures.of(network(address));
    ConsumptionProbe left = bucket.tryConsumeAndReturnRemaining(1);
    if (!left.isConsumed()) {
      throw new TooManyFailures(Duration.ofNanos(left.getNanosToWaitForRefill()));
    }
    if (bytes(String.valueOf(attempt.getCredentials())).length > LONGEST_PASSWORD) {
      throw new BadCredentialsException("too long");
    }
    known.checks().authenticate(attempt);
    bucket.addTokens(1);
  }

  /** One host has 2^64 addresses of IPv6. */
  private static String network(String address) {
    String[] groups = address.split(":", -1);
    return groups.length > 4 && !address.contains("::")
        ? String.join(":", groups[0], groups[1], groups[2], groups[3])
        : address;
  }

  private synchronized boolean isRemembered(Known known, String proof) {
    return rememberedOf == known && remembered.containsKey(proof);
  }

  private synchronized void remember(Known known, String proof) {
    if (rememberedOf != known) {
      remembered.clear();
      rememberedOf = known;
    }
    remembered.put(proof, true);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private String proof(String name, String password) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      mac.update(bytes(name));
      mac.update((byte) 0);
      return HexFormat.of().formatHex(mac.doFinal(bytes(password)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
