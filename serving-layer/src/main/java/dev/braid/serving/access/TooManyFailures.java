package dev.braid.serving.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** An address has to wait before it may try a password again. */
final class TooManyFailures extends AuthenticationException {
  private static final long serialVersionUID = 1;

  private final Duration wait;

  TooManyFailures(Duration wait) {
    super("too many failed log-ins");
    this.wait = wait;
  }

  Duration waiting() {
    return wait;
  }
}
