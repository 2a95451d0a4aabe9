package dev.braid.launcher;

import dev.braid.error.BraidException;
import dev.braid.launcher.access.PasswordCommand;
import dev.braid.launcher.command.ApplyCommand;
import dev.braid.launcher.command.AuditCommand;
import dev.braid.launcher.command.BatchCommand;
import dev.braid.launcher.command.CompileCommand;
import dev.braid.launcher.command.DownCommand;
import dev.braid.launcher.command.ExplainCommand;
import dev.braid.launcher.command.InitCommand;
import dev.braid.launcher.command.ProduceCommand;
import dev.braid.launcher.command.QueryCommand;
import dev.braid.launcher.command.QuickstartCommand;
import dev.braid.launcher.command.StatusCommand;
import dev.braid.launcher.command.TestCommand;
import dev.braid.launcher.command.TortureCommand;
import dev.braid.launcher.command.UpCommand;
import dev.braid.launcher.text.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code braid} command. */
@Command(
    name = "braid",
    version = "braid 0.1.0-SNAPSHOT",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "One view in SQL: its past by Spark, its present by Flink, one exact answer.",
      ""
    },
    subcommands = {
      QuickstartCommand.class,
      InitCommand.class,
      CompileCommand.class,
      TestCommand.class,
      ExplainCommand.class,
      UpCommand.class,
      ProduceCommand.class,
      BatchCommand.class,
      ApplyCommand.class,
      AuditCommand.class,
      QueryCommand.class,
      StatusCommand.class,
      PasswordCommand.class,
      DownCommand.class,
      TortureCommand.class,
      HelpCommand.class
    },
    footerHeading = "%nFrom nothing to an answer:%n",
    footer = {
      "  braid init shop && cd shop",
      "  braid up              leave it running, and go on in another terminal",
      "  braid produce orders sample/orders.jsonl",
      "  braid batch run",
      "  braid query \"SELECT * FROM revenue ORDER BY day\"",
      "  braid down",
      "",
      "A project's state is all in its folder .braid: logs, pid files, Kafka's log, the lake. "
          + "`braid COMMAND --help` explains each command.",
      "",
      "Exit status: 0 done, 1 a test, a proof or an audit failed, 2 something of yours is wrong, 3 "
          + "somebody else holds it, 4 something is not there or not ready, 5 damaged data, 70 a "
          + "defect of Braid.",
      "",
      "Environment: BRAID_BROKER_OPTS, BRAID_SPEED_OPTS, BRAID_SERVING_OPTS and BRAID_BATCH_OPTS "
          + "(with `up --task-managers` BRAID_JOBMANAGER_OPTS and BRAID_TASKMANAGER_OPTS too) take "
          + "JVM options such as -Xmx4g; BRAID_USER with BRAID_PASSWORD, or BRAID_TOKEN, says who "
          + "asks the serving layer; BRAID_DEBUG=1 shows where an error comes from."
    })
public final class Braid {
  private Braid() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  /**
   * Runs one command.
   *
   * @return the exit status
   */
  public static int run(String... args) {
    return new CommandLine(new Braid())
        .setUsageHelpWidth(Math.max(55, Math.min(100, Terminal.width())))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((error, wrong) -> report(error))
        .setExecutionExceptionHandler((error, command, parsed) -> report(error, command))
        .execute(args);
  }

  private static int report(ParameterException error) {
    CommandLine command = error.getCommandLine();
    if (!(error instanceof UnmatchedArgumentException) && !command.getSubcommands().isEmpty()) {
      command.usage(command.getErr());
      return command.getCommandSpec().exitCodeOnInvalidInput();
    }
    command.getErr().println("braid: " + error.getMessage());
    UnmatchedArgumentException.printSuggestions(error, command.getErr());
    command.getErr().println("see `" + command.getCommandSpec().qualifiedName() + " --help`");
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static int report(Exception error, CommandLine command) {
    BraidException shown =
        error instanceof BraidException known ? known : LauncherErrors.unexpected(error);
    if (!shown.code().equals(LauncherErrors.stopping().code())) {
      command.getErr().println("braid: " + shown.describe());
    }
    if ("1".equals(System.getenv("BRAID_DEBUG"))) {
      shown.printStackTrace(command.getErr());
    }
    return shown.kind().exitStatus();
  }
}
