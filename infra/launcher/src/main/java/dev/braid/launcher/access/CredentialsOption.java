package dev.braid.launcher.access;

import dev.braid.launcher.serving.Credentials;
import dev.braid.project.CompiledProject;
import java.util.Map;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** {@code --user} and {@code --token}, the same in all commands that ask the serving layer. */
public final class CredentialsOption {
  /** One of the two. */
  static final class Way {
    @Option(
        names = "--user",
        paramLabel = "NAME",
        description =
            "Who asks. The password is in the environment as BRAID_PASSWORD, or is asked for. "
                + "Default: BRAID_USER, if it is set.")
    private String user = "";

    @Option(
        names = "--token",
        paramLabel = "JWT",
        description =
            "A token that says who asks. Default: BRAID_TOKEN, which other users of the machine "
                + "do not see.")
    private String token = "";
  }

  @ArgGroup private Way way = new Way();

  /** A password is asked for only where one counts. */
  public Credentials of(CompiledProject project) {
    Map<String, String> environment = System.getenv();
    if (!way.token.isEmpty()) {
      return Credentials.token(way.token);
    }
    if (way.user.isEmpty()) {
      return Credentials.of(environment);
    }
    boolean counts = project.serving().access().authentication() != null;
    return Credentials.password(
        way.user, counts ? Passwords.ask(way.user, environment, false) : "");
  }
}
