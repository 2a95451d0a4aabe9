package dev.braid.serving.access;

import dev.braid.serving.error.ServingErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a password file says: lines of {@code user:hash:role,role}. All hashes cost the same, so
 * that the time that a refusal takes does not tell whether there is such a user.
 *
 * @param cost bcrypt's, the logarithm of its rounds
 */
record Passwords(Map<String, Entry> users, int cost) {
  private static final Pattern LINE =
      Pattern.compile("(?<user>[^:]*):(?:\\{bcrypt})?(?<hash>[^:]*)(?::(?<roles>[^:]*))?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
  private static final Pattern HASH =
      Pattern.compile("\\$2[aby]\\$(?<cost>\\d\\d)\\$[./A-Za-z0-9]{53}");
  private static final Pattern ROLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final int LEAST_COST = 10;
  private static final int MOST_COST = 16;

  /** A user's line. */
  record Entry(String hash, Set<String> roles) {}

  static Passwords read(Path file) {
    try {
      return parse(file, Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw ServingErrors.noPasswordFile(file, e);
    }
  }

  private static Passwords parse(Path file, List<String> lines) {
    Map<String, Entry> users = new LinkedHashMap<>();
    int cost = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int number = i + 1;
      Matcher parts = LINE.matcher(line);
      if (!parts.matches() || !NAME.matcher(parts.group("user")).matches()) {
        throw ServingErrors.badPasswordLine(file, number, "it is not user:hash:role,role");
      }
      Matcher hash = HASH.matcher(parts.group("hash"));
      if (!hash.matches()) {
        throw ServingErrors.badPasswordLine(file, number, "the hash is not one of bcrypt");
      }
      int its = Integer.parseInt(hash.group("cost"));
      if (its < LEAST_COST || its > MOST_COST || cost != 0 && its != cost) {
        throw ServingErrors.badPasswordLine(
            file,
            number,
            cost == 0 || its < LEAST_COST || its > MOST_COST
                ? "the hash's cost is " + its + ", and must be 10 to 16"
                : "the hash's cost is " + its + ", other lines' is " + cost);
      }
      cost = its;
      Entry entry = new Entry(parts.group("hash"), roles(file, number, parts.group("roles")));
      if (users.put(parts.group("user"), entry) != null) {
        throw ServingErrors.badPasswordLine(file, number, "the user has another line above");
      }
    }
    return new Passwords(Map.copyOf(users), cost == 0 ? LEAST_COST : cost);
  }

  private static Set<String> roles(Path file, int number, String text) {
    Set<String> roles = new TreeSet<>();
    for (String role : text == null ? List.<String>of() : Arrays.asList(text.split(",", -1))) {
      if (!ROLE.matcher(role.strip()).matches()) {
        throw ServingErrors.badPasswordLine(
            file, number, "a role is letters, digits, '.', '_' and '-'");
      }
      roles.add(role.strip());
    }
    if (roles.isEmpty()) {
      throw ServingErrors.badPasswordLine(file, number, "it names no role, e.g. reader");
    }
    return Set.copyOf(roles);
  }
}
