package dev.braid.serving.access;

import java.util.Arrays;
import java.util.Objects;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/**
 * A {@link User} as Spring Security carries it; {@code @AuthenticationPrincipal} gives the user.
 */
final class UserAuthentication extends AbstractAuthenticationToken {
  private static final long serialVersionUID = 1;

  private final transient User user;

  UserAuthentication(User user) {
    super(
        Arrays.stream(Role.values())
            .filter(user::is)
            .map(role -> new SimpleGrantedAuthority(role.authority()))
            .toList());
    this.user = user;
    setAuthenticated(true);
  }

  @Override
  public Object getCredentials() {
    return "";
  }

  @Override
  public User getPrincipal() {
    return user;
  }

  @Override
  public String getName() {
    return user.name();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UserAuthentication that && user.equals(that.user);
  }

  @Override
  public int hashCode() {
    return Objects.hash(user);
  }
}
