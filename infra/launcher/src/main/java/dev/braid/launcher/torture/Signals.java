package dev.braid.launcher.torture;

import java.io.IOException;
import java.util.List;

/** What {@code kill} sends. */
enum Signals {
  KILL,
  STOP,
  CONT;

  /** False if there is no such process any more. */
  boolean send(ProcessHandle process) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder(List.of("kill", "-" + name(), Long.toString(process.pid())))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return kill.waitFor() == 0;
  }
}
