package dev.braid.serving.access;

import dev.braid.project.AccessSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.security.crypto.bcrypt.BCrypt;

/** A password file of the tests' own. */
public final class TestUsers {
  private static final int COST = 10;

  private final Path file;
  private final Map<String, String> lines = new TreeMap<>();

  public TestUsers(Path file) {
    this.file = file;
  }

  public TestUsers add(String name, String password, String roles) {
    lines.put(name, BCrypt.hashpw(password, BCrypt.gensalt(COST)) + ":" + roles);
    return this;
  }

  public TestUsers remove(String name) {
    lines.remove(name);
    return this;
  }

  public String hash(String name) {
    return lines.get(name).substring(0, lines.get(name).indexOf(':'));
  }

  public Path write() throws IOException {
    StringBuilder text = new StringBuilder("# The tests' users\n\n");
    lines.forEach((name, rest) -> text.append(name).append(':').append(rest).append('\n'));
    Files.writeString(file, text);
    return file;
  }

  public AccessSettings.Authentication authentication() throws IOException {
    return new AccessSettings.Authentication(write().toString(), null);
  }
}
