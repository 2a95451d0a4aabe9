package dev.braid.serving.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.crypto.bcrypt.BCrypt;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class PasswordLoginTest {
  private static final String HASH = BCrypt.hashpw("secret", BCrypt.gensalt(10));
  private static final String OTHER_COST = BCrypt.hashpw("secret", BCrypt.gensalt(11));
  private static final String CHEAP = BCrypt.hashpw("secret", BCrypt.gensalt(5));

  @TempDir Path folder;
  private final TestClock clock = new TestClock();
  private AuditLog audit;
  private TestUsers users;

  @BeforeEach
  void open() {
    audit = new AuditLog(folder.resolve("logs"), clock);
    users = new TestUsers(folder.resolve("users")).add("ann", "right", "reader,finance");
  }

  @AfterEach
  void close() {
    audit.close();
  }

  private PasswordLogin login() throws IOException {
    return new PasswordLogin(users.write(), audit, clock);
  }

  private static User enter(PasswordLogin login, String name, String password) {
    return enter(login, name, password, "10.0.0.1");
  }

  private static User enter(PasswordLogin login, String name, String password, String address) {
    UsernamePasswordAuthenticationToken attempt =
        UsernamePasswordAuthenticationToken.unauthenticated(name, password);
    attempt.setDetails(new WebAuthenticationDetails(address, null));
    return (User) login.authenticate(attempt).getPrincipal();
  }

  private static void assertRefused(PasswordLogin login, String name, String password) {
    assertThatThrownBy(() -> enter(login, name, password))
        .isInstanceOf(BadCredentialsException.class);
  }

  @Test
  void aRightPasswordGivesTheUserWithTheirRoles() throws IOException {
    User ann = enter(login(), "ann", "right");
    assertThat(ann).isEqualTo(User.of("ann", Set.of("reader", "finance"), "10.0.0.1"));
  }

  @Test
  void nothingElseDoes() throws IOException {
    String longest = "x".repeat(72);
    users.add("long", longest, "reader");
    PasswordLogin login = login();
    assertRefused(login, "ann", "wrong");
    assertRefused(login, "ann", "");
    assertRefused(login, "ann", users.hash("ann"));
    assertRefused(login, "Ann", "right");
    assertRefused(login, "", "right");
    assertThat(enter(login, "long", longest).name()).isEqualTo("long");
    // bcrypt itself looks at 72 bytes.
    assertRefused(login, "long", longest + "y");
  }

  @Test
  void theFileIsReadAgainAndWhatWasRememberedIsForgotten() throws IOException {
    users.add("bob", "right", "reader");
    PasswordLogin login = login();
    enter(login, "ann", "right");
    enter(login, "bob", "right");
    users.remove("bob").add("ann", "changed", "admin").write();
    assertRefused(login, "bob", "right");
    assertRefused(login, "ann", "right");
    assertThat(enter(login, "ann", "changed").is(Role.ADMIN)).isTrue();
    assertThat(Files.readString(folder.resolve("logs").resolve(AuditLog.FILE)))
        .contains("\"act\":\"passwords_read\",\"users\":1}");
  }

  @Test
  void aFileThatCannotBeReadLeavesWhatItSaid() throws IOException {
    PasswordLogin login = login();
    Files.writeString(folder.resolve("users"), "ann:broken");
    assertThat(enter(login, "ann", "right").name()).isEqualTo("ann");
    Files.delete(folder.resolve("users"));
    assertThat(enter(login, "ann", "right").name()).isEqualTo("ann");
    assertRefused(login, "ann", "wrong");
  }

  @Test
  void anAddressThatFailsTooOftenWaits() throws IOException {
    users.add("bob", "right", "reader");
    PasswordLogin login = login();
    enter(login, "bob", "right");
    for (int i = 0; i < PasswordLogin.FAILURES; i++) {
      assertRefused(login, i % 2 == 0 ? "ann" : "nobody", "wrong" + i);
    }
    assertThatThrownBy(() -> enter(login, "ann", "right"))
        .isInstanceOfSatisfying(
            TooManyFailures.class, e -> assertThat(e.waiting()).isEqualTo(Duration.ofSeconds(3)));
    // Who had been in, and other addresses, are not shut out.
    assertThat(enter(login, "bob", "right").name()).isEqualTo("bob");
    assertThat(enter(login, "ann", "right", "10.0.0.2").name()).isEqualTo("ann");
    clock.move(Duration.ofSeconds(3));
    PasswordLogin same = login;
    assertRefused(same, "ann", "wrong");
    assertThatThrownBy(() -> enter(same, "ann", "wrong")).isInstanceOf(TooManyFailures.class);
  }

  @Test
  void theHostsOfOneNetworkOfIpv6CountAsOne() throws IOException {
    PasswordLogin login = login();
    for (int i = 0; i < PasswordLogin.FAILURES; i++) {
      String address = "2001:db8:0:1:0:0:0:" + i;
      assertThatThrownBy(() -> enter(login, "ann", "wrong", address))
          .isInstanceOf(BadCredentialsException.class);
    }
    assertThatThrownBy(() -> enter(login, "ann", "wrong", "2001:db8:0:1:9:9:9:9"))
        .isInstanceOf(TooManyFailures.class);
    assertThatThrownBy(() -> enter(login, "ann", "wrong", "2001:db8:0:2:0:0:0:1"))
        .isInstanceOf(BadCredentialsException.class);
  }

  /** Without the same work for both, a refusal of an unknown name takes no time at all. */
  @Test
  void anUnknownUserCostsTheSameAsAWrongPassword() throws IOException {
    PasswordLogin login = login();
    long[] wrong = new long[9];
    long[] unknown = new long[9];
    assertRefused(login, "nobody", "first");
    for (int i = 0; i < wrong.length; i++) {
      wrong[i] = time(login, "ann");
      unknown[i] = time(login, "nobody");
      clock.move(Duration.ofMinutes(1));
    }
    Arrays.sort(wrong);
    Arrays.sort(unknown);
    assertThat((double) unknown[0] / wrong[0]).isBetween(0.5, 2.0);
  }

  private static long time(PasswordLogin login, String name) {
    long start = System.nanoTime();
    assertRefused(login, name, "wrong");
    return System.nanoTime() - start;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann | it is not user:hash:role,role",
        ":{hash}:reader | it is not user:hash:role,role",
        "a b:{hash}:reader | it is not user:hash:role,role",
        "ann:{hash}:reader:more | it is not user:hash:role,role",
        "ann:secret:reader | the hash is not one of bcrypt",
        "ann:{SHA}qUqP5cyxm6YcTAhz05Hph5gvu9M=:reader | the hash is not one of bcrypt",
        "ann:{cheap}:reader | the hash's cost is 5, and must be 10 to 16",
        "bob:{other}:reader | the hash's cost is 11, other lines' is 10",
        "ann:{hash} | it names no role, e.g. reader",
        "ann:{hash}: | a role is letters",
        "ann:{hash}:reader,,admin | a role is letters",
        "ann:{hash}:rea der | a role is letters",
        "first:{hash}:reader | the user has another line above"
      })
  void aLineThatIsWrongIsNamed(String line, String problem) throws IOException {
    Path file = folder.resolve("users");
    String written =
        line.replace("{hash}", HASH).replace("{cheap}", CHEAP).replace("{other}", OTHER_COST);
    Files.writeString(file, "# users\nfirst:{bcrypt}" + HASH + ":reader\n\n" + written + "\n");
    assertThatThrownBy(() -> Passwords.read(file))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo("BAD_PASSWORD_LINE");
              assertThat(e.describe()).startsWith(file + ":4: " + problem);
              assertThat(e.describe()).doesNotContain("$2a$");
            });
  }

  @Test
  void aFileThatIsNotThereIsNamedWithTheCommandThatMakesIt() {
    Path file = folder.resolve("nowhere");
    assertThatThrownBy(() -> new PasswordLogin(file, audit, clock))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.code()).isEqualTo("NO_PASSWORD_FILE");
              assertThat(e.describe()).startsWith(file + ": ").contains("braid password USER");
            });
  }
}
