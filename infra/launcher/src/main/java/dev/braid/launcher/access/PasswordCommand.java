package dev.braid.launcher.access;

import dev.braid.launcher.ProjectFolder;
import dev.braid.project.AccessSettings;
import dev.braid.project.ProjectCompiler;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "password",
    mixinStandardHelpOptions = true,
    header = "Gives a user of the serving layer a password.",
    description = {
      "Asks for a password, or takes it from BRAID_PASSWORD, and writes the user's line into the "
          + "file that serving.authentication.password_file of braid.yml names. A running serving "
          + "layer reads it at once. To take a user away, delete the line."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  braid password ann", "  braid password --roles operator,finance olga"})
public final class PasswordCommand implements Callable<Integer> {
  @Option(
      names = {"-p", "--project"},
      paramLabel = "DIR",
      defaultValue = "",
      showDefaultValue = Visibility.NEVER,
      description = "The project's folder, which has the braid.yml. Default: the current folder.")
  private Path folder = Path.of("");

  @Parameters(paramLabel = "USER", description = "The user's name.")
  private String user;

  @Option(
      names = "--roles",
      paramLabel = "ROLE",
      split = ",",
      description =
          "reader, operator, admin, or names of your own for grants. Default: those that the user "
              + "has, or reader.")
  private List<String> roles = List.of();

  @Option(names = "--print", description = "Print the line, and write it nowhere.")
  private boolean print;

  @Override
  public Integer call() {
    PasswordFile.requireUser(user);
    if (print) {
      System.out.println(
          PasswordFile.line(user, Passwords.ask(user, System.getenv(), true), roles));
      return 0;
    }
    ProjectFolder project = ProjectFolder.open(folder);
    AccessSettings.Authentication authentication =
        ProjectCompiler.compile(project.root(), project.state())
            .serving()
            .access()
            .authentication();
    if (authentication == null || authentication.passwordFile() == null) {
      throw AccessErrors.noPasswordFile();
    }
    Path file = Path.of(authentication.passwordFile());
    new PasswordFile(file).set(user, Passwords.ask(user, System.getenv(), true), roles);
    System.out.println("password of " + user + " written: " + file);
    return 0;
  }
}
