package dev.braid.launcher.command;

import dev.braid.launcher.ExampleProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    header = "Writes an example project.",
    description = {
      "Writes an example project that works: a shop with its orders, two views and their "
          + "tests, sample events and a README that says how to run it. Change it into your own."
    },
    footerHeading = "%nExample:%n",
    footer = "  braid init shop && cd shop && braid up")
public final class InitCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "The folder to make, or an empty one.")
  private Path folder;

  @Override
  public Integer call() throws IOException {
    ExampleProject.write(folder).forEach(file -> System.out.println("wrote " + file));
    System.out.println();
    System.out.println("next: cd " + folder + " && braid up    (README.md says how to go on)");
    return 0;
  }
}
