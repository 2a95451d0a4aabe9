package dev.braid.launcher.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.crypto.bcrypt.BCrypt;

class PasswordFileTest {
  private static final String BOB = BCrypt.hashpw("bob's", BCrypt.gensalt(10));

  @TempDir Path folder;

  private Path path() {
    return folder.resolve("access").resolve("users");
  }

  private void set(String user, String password, String... roles) {
    new PasswordFile(path()).set(user, password, List.of(roles));
  }

  private void given(String text) throws IOException {
    Files.createDirectories(path().getParent());
    Files.writeString(path(), text);
  }

  private static void assertLine(String line, String user, String password, String roles) {
    String[] parts = line.split(":");
    assertThat(parts).hasSize(3);
    assertThat(parts[0]).isEqualTo(user);
    assertThat(BCrypt.checkpw(password, parts[1])).isTrue();
    assertThat(parts[2]).isEqualTo(roles);
  }

  @Test
  void aNewFileIsItsOwnersAlone() throws IOException {
    set("ann", "ann's");
    List<String> lines = Files.readAllLines(path());
    assertThat(lines).hasSize(1);
    assertLine(lines.get(0), "ann", "ann's", "reader");
    assertThat(lines.get(0)).startsWith("ann:$2a$12$");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-------");
  }

  @Test
  void aUserKeepsTheirRolesAndTheOthersTheirLines() throws IOException {
    given("# who\nann:" + BOB + ":operator,finance\n\nbob:{bcrypt}" + BOB + ":reader\n");
    Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-r-----"));
    set("ann", "new");
    List<String> lines = Files.readAllLines(path());
    assertThat(lines).hasSize(4);
    assertThat(lines.get(0)).isEqualTo("# who");
    assertLine(lines.get(1), "ann", "new", "operator,finance");
    assertThat(lines.get(1)).as("costs what the others cost").startsWith("ann:$2a$10$");
    assertThat(lines.get(2)).isEmpty();
    assertThat(lines.get(3)).isEqualTo("bob:{bcrypt}" + BOB + ":reader");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
        .isEqualTo("rw-r-----");
    assertThat(folder.resolve("access").toFile().list()).containsExactly("users");
  }

  @Test
  void rolesThatAreNamedReplaceThoseOfBefore() throws IOException {
    given("bob:" + BOB + ":reader\n");
    set("bob", "new", "admin", "finance");
    set("ann", "ann's", "operator");
    List<String> lines = Files.readAllLines(path());
    assertLine(lines.get(0), "bob", "new", "admin,finance");
    assertLine(lines.get(1), "ann", "ann's", "operator");
  }

  @Test
  void whatCannotBeALineIsRefused() {
    assertRefused("BAD_PASSWORD", () -> set("ann", ""));
    assertRefused("BAD_PASSWORD", () -> set("ann", "ä".repeat(37)));
    assertRefused("BAD_ROLE", () -> set("ann", "x", "a b"));
    assertRefused("BAD_ROLE", () -> set("ann", "x", "reader:x"));
    for (String user : List.of("", "a b", "a:b", "a\nb", "#ann", "x".repeat(65))) {
      assertRefused("BAD_USER", () -> PasswordFile.requireUser(user));
    }
    assertThat(path()).doesNotExist();
  }

  private static void assertRefused(String code, Runnable step) {
    assertThatThrownBy(step::run)
        .isInstanceOfSatisfying(BraidException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
