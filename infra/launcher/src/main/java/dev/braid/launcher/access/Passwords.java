package dev.braid.launcher.access;

import dev.braid.launcher.serving.Credentials;
import java.io.Console;
import java.util.Arrays;
import java.util.Map;

/** Where a command has a password from: the environment, or whoever sits at the terminal. */
final class Passwords {
  private Passwords() {}

  /**
   * @param twice whether to ask again, for one that is to be remembered
   */
  static String ask(String user, Map<String, String> environment, boolean twice) {
    String given = environment.get(Credentials.PASSWORD);
    if (given != null) {
      return given;
    }
    Console console = System.console();
    if (console == null) {
      throw AccessErrors.nobodyToAsk(user);
    }
    char[] password = console.readPassword("Password of %s: ", user);
    if (password == null) {
      throw AccessErrors.nobodyToAsk(user);
    }
    if (twice) {
      char[] again = console.readPassword("The same again: ");
      if (!Arrays.equals(password, again)) {
        throw AccessErrors.differentPasswords();
      }
    }
    return new String(password);
  }
}
