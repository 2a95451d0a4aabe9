package dev.braid.serving.access;

import java.util.Arrays;
import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Who asks.
 *
 * @param roles as the password file or the token says; those that are no {@link Role} are names for
 *     grants
 * @param address where the request came from
 */
public record User(String name, SortedSet<String> roles, String address) {
  /** Who has not said a name, where none is needed. */
  public static final String ANONYMOUS = "anonymous";

  private static final int LONGEST_NAME = 256;

  public User {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(address, "address");
    roles = Collections.unmodifiableSortedSet(new TreeSet<>(roles));
  }

  static User of(String name, Set<String> roles, String address) {
    return new User(name, new TreeSet<>(roles), address);
  }

  /** Somebody of whom nothing is asked, so that they may do everything. */
  public static User trusted(String name, String address) {
    return of(name, Set.of(Role.ADMIN.text()), address);
  }

  /** Whether a name can be written down and read again without being taken for another. */
  static boolean isName(String name) {
    return !name.isBlank()
        && name.length() <= LONGEST_NAME
        && name.codePoints().noneMatch(Character::isISOControl);
  }

  public boolean is(Role role) {
    return Arrays.stream(Role.values())
        .filter(held -> held.compareTo(role) >= 0)
        .anyMatch(held -> roles.contains(held.text()));
  }

  /** Whether the user has a role that a grant names. */
  boolean hasRole(String role) {
    return roles.contains(role)
        || Arrays.stream(Role.values()).anyMatch(known -> known.text().equals(role) && is(known));
  }
}
