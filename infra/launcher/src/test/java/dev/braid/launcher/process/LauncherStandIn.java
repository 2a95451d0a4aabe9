package dev.braid.launcher.process;

import dev.braid.launcher.Distribution;
import dev.braid.launcher.ProjectFolder;
import java.nio.file.Path;
import java.time.Clock;

/** A launcher in a process of its own, to be killed. */
final class LauncherStandIn {
  private LauncherStandIn() {}

  public static void main(String[] args) throws Exception {
    ProcessGroup group =
        new ProcessGroup(
            new Distribution(Path.of(args[0])),
            new ProjectFolder(Path.of(args[1])),
            Clock.systemUTC(),
            System.out::println);
    group.start(TestDistribution.sleeper("speed"));
    group.supervise();
  }
}
