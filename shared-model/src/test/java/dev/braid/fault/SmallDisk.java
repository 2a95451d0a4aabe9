package dev.braid.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own that is soon full: a tmpfs of a given size. */
public final class SmallDisk implements AutoCloseable {
  private static final int BLOCK_BYTES = 4096;

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /** Skips the test where the user may not mount. */
  public static SmallDisk mount(Path folder, int bytes) throws IOException {
    Files.createDirectories(folder);
    String said = run("mount", "-t", "tmpfs", "-o", "size=" + bytes, "tmpfs", folder.toString());
    Assumptions.assumeTrue(
        said.isEmpty(), "a full disk cannot be tried here: mount says: " + said.strip());
    return new SmallDisk(folder);
  }

  public Path folder() {
    return folder;
  }

  /** Leaves not one block. */
  public void fill() throws IOException {
    try (OutputStream filler = Files.newOutputStream(folder.resolve("filler"))) {
      byte[] block = new byte[BLOCK_BYTES];
      while (true) {
        filler.write(block);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space left")) {
        throw full;
      }
    }
  }

  public void free() throws IOException {
    Files.deleteIfExists(folder.resolve("filler"));
  }

  /** What the command says that goes wrong; empty if nothing does. */
  private static String run(String... command) throws IOException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException noSuchCommand) {
      return noSuchCommand.getMessage();
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.onExit().join().exitValue();
    return status == 0 ? "" : said + " (status " + status + ")";
  }

  @Override
  public void close() throws IOException {
    run("umount", "-l", folder.toString());
  }
}
