package dev.braid.launcher.access;

import dev.braid.project.PasswordRules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** The users of the serving layer, a line each: {@code user:hash:role,role}. */
final class PasswordFile {
  private static final Pattern LINE =
      Pattern.compile(
          "(?<user>[^:#]+):(?:\\{bcrypt})?\\$2[aby]\\$(?<cost>\\d\\d)\\$[^:]*:(?<roles>.*)");
  private static final int COST = 12;
  private static final String READER = "reader";

  private final Path path;

  PasswordFile(Path path) {
    this.path = path;
  }

  /** A line for a file of its own. */
  static String line(String user, String password, List<String> roles) {
    return line(user, password, roles.isEmpty() ? READER : joined(roles), COST);
  }

  private static String line(String user, String password, String roles, int cost) {
    int bytes = password.getBytes(StandardCharsets.UTF_8).length;
    if (bytes == 0 || bytes > PasswordRules.LONGEST_PASSWORD) {
      throw AccessErrors.badPassword(PasswordRules.LONGEST_PASSWORD);
    }
    return user + ":" + BCrypt.hashpw(password, BCrypt.gensalt(cost)) + ":" + roles;
  }

  static void requireUser(String user) {
    if (!PasswordRules.isUser(user)) {
      throw AccessErrors.badUser(user);
    }
  }

  private static String joined(List<String> roles) {
    for (String role : roles) {
      if (!PasswordRules.isRole(role)) {
        throw AccessErrors.badRole(role);
      }
    }
    return String.join(",", roles);
  }

  /**
   * Gives a user a password, in the place of the one they had. The hash costs what the file's other
   * hashes cost, which must be the same.
   *
   * @param roles if there are none, a user keeps theirs, and a new one reads
   */
  void set(String user, String password, List<String> roles) {
    List<String> lines = new ArrayList<>();
    int at = -1;
    int cost = 0;
    Optional<String> had = Optional.empty();
    for (String line : read()) {
      Matcher parts = LINE.matcher(line.strip());
      if (parts.matches() && parts.group("user").equals(user)) {
        at = lines.size();
        had = Optional.of(parts.group("roles"));
      } else if (parts.matches()) {
        cost = Integer.parseInt(parts.group("cost"));
      }
      lines.add(line);
    }
    String held = roles.isEmpty() ? had.orElse(READER) : joined(roles);
    String line = line(user, password, held, cost == 0 ? COST : cost);
    if (at < 0) {
      lines.add(line);
    } else {
      lines.set(at, line);
    }
    write(lines);
  }

  private List<String> read() {
    try {
      return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.UTF_8) : List.of();
    } catch (IOException e) {
      throw AccessErrors.notRead(path, e);
    }
  }

  /** In one step; a new file is its owner's alone. */
  private void write(List<String> lines) {
    try {
      Path folder = path.toAbsolutePath().getParent();
      Files.createDirectories(folder);
      Path next = Files.createTempFile(folder, ".users", ".next");
      Files.write(next, lines, StandardCharsets.UTF_8);
      if (Files.exists(path)) {
        Files.setPosixFilePermissions(next, Files.getPosixFilePermissions(path));
      }
      Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw AccessErrors.notWritten(path, e);
    }
  }
}
