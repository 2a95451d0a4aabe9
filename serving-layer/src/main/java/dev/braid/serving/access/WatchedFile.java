package dev.braid.serving.access;

import dev.braid.error.BraidException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is read again when it has changed. What cannot be read leaves what was read before.
 */
final class WatchedFile<T> {
  private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

  private record Stamp(FileTime modified, long size, Object key) {}

  private final Path path;
  private final Function<Path, T> reader;
  private final Consumer<T> onChange;
  private Stamp stamp;
  private T content;

  /**
   * @param reader fails with a {@link BraidException} that says what is wrong
   * @param onChange told when the file has been read again
   */
  WatchedFile(Path path, Function<Path, T> reader, Consumer<T> onChange) {
    this.path = path;
    this.reader = reader;
    this.onChange = onChange;
    this.stamp = stamp();
    this.content = reader.apply(path);
  }

  /** The content as it is now. */
  synchronized T content() {
    Stamp now = stamp();
    if (now.equals(stamp)) {
      return content;
    }
    stamp = now;
    try {
      content = reader.apply(path);
      onChange.accept(content);
    } catch (BraidException e) {
      LOG.error("{}; what it said before still holds", e.describe());
    }
    return content;
  }

  private Stamp stamp() {
    try {
      BasicFileAttributes file = Files.readAttributes(path, BasicFileAttributes.class);
      return new Stamp(file.lastModifiedTime(), file.size(), String.valueOf(file.fileKey()));
    } catch (IOException e) {
      return new Stamp(FileTime.fromMillis(0), -1, "");
    }
  }
}
