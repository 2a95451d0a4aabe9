package dev.braid.serving.access;

import java.util.Locale;

/** What a user may do beyond what grants say of views; each has the rights of those before it. */
public enum Role {
  /** Queries, and reads views and the status. */
  READER,
  /** Sees and stops everybody's queries, reads metrics and quarantine. */
  OPERATOR,
  /** Administers. */
  ADMIN;

  /** As password files, tokens and grants name it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As Spring Security names it. */
  String authority() {
    return "ROLE_" + name();
  }
}
