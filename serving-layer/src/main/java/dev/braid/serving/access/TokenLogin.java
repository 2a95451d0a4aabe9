package dev.braid.serving.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.braid.project.AccessSettings;
import dev.braid.serving.error.ServingErrors;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Users with a token of the issuer, signed by one of its keys, for this audience, still valid. */
final class TokenLogin implements AuthenticationProvider {
  /** By public keys only: nobody who can check a token can make one. */
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final AccessSettings.Jwt settings;
  private final NimbusJwtDecoder decoder;

  TokenLogin(AccessSettings.Jwt settings, AuditLog audit, Clock clock) {
    this.settings = settings;
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(audit)));
    // The validator below checks the claims, by the clock that it is given.
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    this.decoder = new NimbusJwtDecoder(processor);
    JwtTimestampValidator times = new JwtTimestampValidator();
    times.setAllowEmptyExpiryClaim(false);
    times.setClock(clock);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            times,
            new JwtIssuerValidator(settings.issuer()),
            new JwtClaimValidator<Collection<String>>(
                "aud", audience -> audience != null && audience.contains(settings.audience()))));
  }

  private JWKSource<SecurityContext> keys(AuditLog audit) {
    if (settings.isJwksFile()) {
      WatchedFile<JWKSet> file =
          new WatchedFile<>(
              Path.of(settings.jwks()),
              TokenLogin::read,
              changed -> audit.keysRead(changed.size()));
      return (selector, context) -> selector.select(file.content());
    }
    try {
      return JWKSourceBuilder.create(URI.create(settings.jwks()).toURL()).retrying(true).build();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static JWKSet read(Path file) {
    try {
      return JWKSet.load(file.toFile()).toPublicJWKSet();
    } catch (IOException | ParseException e) {
      throw ServingErrors.badJwks(file, e);
    }
  }

  @Override
  public boolean supports(Class<?> authentication) {
    return BearerTokenAuthenticationToken.class.isAssignableFrom(authentication);
  }

  @Override
  public Authentication authenticate(Authentication attempt) {
    Jwt token = decode(((BearerTokenAuthenticationToken) attempt).getToken());
    Object name = token.getClaims().get(settings.userClaim());
    if (!(name instanceof String text) || !User.isName(text)) {
      throw new InvalidBearerTokenException("the token names no user");
    }
    String address =
        attempt.getDetails() instanceof WebAuthenticationDetails details
            ? details.getRemoteAddress()
            : "";
    return new UserAuthentication(User.of(text, roles(token), address));
  }

  private Jwt decode(String token) {
    try {
      return decoder.decode(token);
    } catch (BadJwtException e) {
      throw new InvalidBearerTokenException(e.getMessage(), e);
    } catch (JwtException e) {
      throw new KeysUnavailable(e);
    }
  }

  private Set<String> roles(Jwt token) {
    Object value = token.getClaims().get(settings.rolesClaim());
    if (value == null) {
      value = token.getClaims();
      for (String part : settings.rolesClaim().split("\\.", -1)) {
        value = value instanceof Map<?, ?> object ? object.get(part) : null;
      }
    }
    Set<String> roles = new TreeSet<>();
    if (value instanceof Collection<?> list) {
      list.stream().filter(String.class::isInstance).forEach(role -> roles.add((String) role));
    } else if (value instanceof String text) {
      Arrays.stream(text.split("[ ,]+")).filter(role -> !role.isEmpty()).forEach(roles::add);
    }
    return roles;
  }
}
