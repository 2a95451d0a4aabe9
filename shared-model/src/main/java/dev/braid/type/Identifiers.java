package dev.braid.type;

import java.util.regex.Pattern;

/** Names of projects, sources, columns, views and outputs. */
public final class Identifiers {
  private static final Pattern VALID = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  private Identifiers() {}

  /** Lower-case letters, digits and underscores, starting with a letter; 63 characters at most. */
  public static boolean isValid(String name) {
    return VALID.matcher(name).matches();
  }
}
