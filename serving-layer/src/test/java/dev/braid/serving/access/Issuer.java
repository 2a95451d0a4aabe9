package dev.braid.serving.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.braid.project.AccessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;

/** Makes tokens, right ones and others. */
final class Issuer {
  static final String NAME = "https://id.example.com/";
  static final String AUDIENCE = "braid";

  private final RSAKey key = newKey();

  static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  RSAKey key() {
    return key;
  }

  AccessSettings.Jwt settings(Path jwks) throws IOException {
    Files.writeString(jwks, new JWKSet(key.toPublicJWK()).toString());
    return new AccessSettings.Jwt(NAME, AUDIENCE, jwks.toString(), "sub", "realm.roles");
  }

  static JWTClaimsSet.Builder claims(String user, String... roles) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(NAME)
        .audience(AUDIENCE)
        .subject(user)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(Duration.ofMinutes(10))))
        .claim("realm", Map.of("roles", List.of(roles)));
  }

  static JWSHeader.Builder header() {
    return new JWSHeader.Builder(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).keyID("one");
  }

  String token(JWTClaimsSet.Builder claims) {
    return token(header(), claims, key);
  }

  static String token(JWSHeader.Builder header, JWTClaimsSet.Builder claims, RSAKey by) {
    try {
      return signed(header, claims, new RSASSASigner(by));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static String signed(JWSHeader.Builder header, JWTClaimsSet.Builder claims, JWSSigner signer) {
    try {
      SignedJWT token = new SignedJWT(header.build(), claims.build());
      token.sign(signer);
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }
}
