package dev.braid.launcher.command;

import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.process.RunFiles;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    name = "down",
    mixinStandardHelpOptions = true,
    header = "Stops a project.",
    description = {
      "Stops a project that runs, wherever its `braid up` is, and returns when no process "
          + "is left. A batch run that is going on is stopped too; the next one makes it good."
    })
public final class DownCommand implements Callable<Integer> {
  private static final long PATIENCE_SECONDS = 90;

  @Mixin private ProjectOption option;

  @Override
  public Integer call() throws IOException, InterruptedException {
    ProjectFolder folder = option.open();
    RunFiles files = new RunFiles(folder);
    Optional<ProcessHandle> batchRun = files.batchRun();
    if (batchRun.isPresent()) {
      batchRun.get().destroy();
      await(batchRun.get());
      System.out.println("braid: batch run stopped");
    }
    List<ProcessHandle> left =
        files.read().stream().flatMap(entry -> entry.process().stream()).toList();
    if (left.isEmpty()) {
      files.clear();
      System.out.println("braid: this project does not run");
      return 0;
    }
    // The launcher stops the rest in order; where it is gone already, the rest end by themselves.
    files
        .launcher()
        .ifPresentOrElse(ProcessHandle::destroy, () -> left.forEach(ProcessHandle::destroy));
    for (ProcessHandle process : left) {
      await(process);
    }
    files.clear();
    System.out.println("braid: stopped");
    return 0;
  }

  private static void await(ProcessHandle process) throws InterruptedException {
    try {
      process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      throw LauncherErrors.stillStopping(process.pid());
    }
  }
}
