package dev.braid.serving.access;

import org.springframework.security.core.AuthenticationException;

/** The issuer's keys could not be had, so that nothing can be said of a token. */
final class KeysUnavailable extends AuthenticationException {
  private static final long serialVersionUID = 1;

  KeysUnavailable(Throwable cause) {
    super("the issuer's keys could not be read", cause);
  }
}
