package dev.braid.batch.delta;

import dev.braid.batch.kill.KillPoint;
import io.delta.storage.HadoopFileSystemLogStore;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;

/**
 * Delta's log on a local file system, safe between processes. A version's file is written in full
 * beside its place and then linked there: linking fails if the name is taken, so of two writers of
 * one version exactly one wins, and nobody ever sees half a file. (Delta's own store for local
 * files checks and then renames, which overwrites what came in between.)
 */
public final class HardLinkLogStore extends HadoopFileSystemLogStore {
  public HardLinkLogStore(Configuration configuration) {
    super(configuration);
  }

  @Override
  public void write(
      org.apache.hadoop.fs.Path path,
      Iterator<String> actions,
      Boolean overwrite,
      Configuration configuration)
      throws IOException {
    if (overwrite) {
      writeWithRename(path, actions, true, configuration);
      return;
    }
    Path target = Path.of(path.toUri().getPath());
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    // A leading dot sorts before every version, so that listing the log passes over it.
    Path written = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    try {
      try (BufferedWriter writer = Files.newBufferedWriter(written, StandardCharsets.UTF_8)) {
        while (actions.hasNext()) {
          writer.write(actions.next());
          writer.write('\n');
        }
      }
      force(written, StandardOpenOption.WRITE);
      KillPoint.DURING_LOG_COMMIT.reached();
      Files.createLink(target, written);
      force(folder, StandardOpenOption.READ);
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private static void force(Path path, StandardOpenOption access) throws IOException {
    try (FileChannel channel = FileChannel.open(path, access)) {
      channel.force(true);
    }
  }

  /** For checkpoints, which Delta writes itself: on a file system half of one could be seen. */
  @Override
  public Boolean isPartialWriteVisible(
      org.apache.hadoop.fs.Path path, Configuration configuration) {
    return true;
  }
}
