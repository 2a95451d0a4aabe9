package dev.braid.project;

import java.util.regex.Pattern;

/** What whoever writes a password file or grants, and whoever reads them, hold for valid. */
public final class PasswordRules {
  /** Bytes of a password in UTF-8; bcrypt looks at no more. */
  public static final int LONGEST_PASSWORD = 72;

  private static final Pattern USER = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

  private PasswordRules() {}

  public static boolean isUser(String name) {
    return USER.matcher(name).matches();
  }

  public static boolean isRole(String name) {
    return ROLE.matcher(name).matches();
  }
}
