package dev.braid.launcher.access;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.error.Location;
import java.nio.file.Path;

/** The launcher's errors of users and passwords. */
public final class AccessErrors {
  private AccessErrors() {}

  public static BraidException badCertificate(Path file, Exception cause) {
    return new BraidException(
        "BAD_CERTIFICATE",
        ErrorKind.INPUT,
        Location.of(file.toString()),
        "cannot be read as the certificate that serving.tls.certificate names (" + cause + ")",
        cause);
  }

  public static BraidException missing(Path file, String key, String remedy) {
    return new BraidException(
        "NO_ACCESS_FILE",
        ErrorKind.INPUT,
        Location.of(file.toString()),
        "is not there, and " + key + " in braid.yml names it; " + remedy,
        null);
  }

  static BraidException noPasswordFile() {
    return new BraidException(
        "NO_PASSWORD_FILE",
        ErrorKind.INPUT,
        Location.of("braid.yml"),
        "names no file for passwords; add to serving: authentication: {password_file:"
            + " access/users}, or print the line with --print",
        null);
  }

  static BraidException nobodyToAsk(String user) {
    return new BraidException(
        "NO_PASSWORD",
        ErrorKind.INPUT,
        "there is no terminal to ask for "
            + user
            + "'s password; put it into the environment as BRAID_PASSWORD");
  }

  static BraidException differentPasswords() {
    return new BraidException(
        "NO_PASSWORD", ErrorKind.INPUT, "the two passwords are not the same; try again");
  }

  static BraidException badPassword(int most) {
    return new BraidException(
        "BAD_PASSWORD",
        ErrorKind.INPUT,
        "a password has at least one character and at most "
            + most
            + " bytes, which is where"
            + " bcrypt stops looking");
  }

  static BraidException badUser(String user) {
    return new BraidException(
        "BAD_USER",
        ErrorKind.INPUT,
        "'" + user + "' is no user: letters, digits, '.', '_', '@' and '-', 64 at most");
  }

  static BraidException badRole(String role) {
    return new BraidException(
        "BAD_ROLE",
        ErrorKind.INPUT,
        "'"
            + role
            + "' is no role: letters, digits, '.', '_' and '-', 64 at most; reader, operator and"
            + " admin have rights of their own, and any other is a name for grants");
  }

  static BraidException notRead(Path file, Exception cause) {
    return unavailable(file, "cannot be read (" + cause + ")", cause);
  }

  static BraidException notWritten(Path file, Exception cause) {
    return unavailable(file, "cannot be written (" + cause + ")", cause);
  }

  private static BraidException unavailable(Path file, String problem, Exception cause) {
    return new BraidException(
        "STATE_FOLDER", ErrorKind.UNAVAILABLE, Location.of(file.toString()), problem, cause);
  }
}
