package dev.braid.speed.start;

import dev.braid.file.WholeFile;
import dev.braid.project.CompiledProject;
import dev.braid.source.Source;
import dev.braid.speed.SpeedErrors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * Remembers beside the checkpoints which incarnations of the sources' topics the speed views are
 * made of. What is published of an old one would be mixed with what a new one brings.
 */
public final class KnownTopics {
  private final Path file;

  /**
   * @param checkpoints folder of all jobs' checkpoints
   */
  public KnownTopics(Path checkpoints, CompiledProject project) {
    this.file = checkpoints.resolve("source-topics-" + project.name() + ".properties");
  }

  /** Refuses a source whose topic is another than at an earlier start, and remembers new ones. */
  public void require(CompiledProject project, KafkaFacts kafka) {
    try {
      Properties known = read();
      boolean changed = false;
      for (Source source : project.sourcesInUse()) {
        String found = kafka.topicIds().get(source.topic()).toString();
        Object before = known.putIfAbsent(source.topic(), found);
        if (before != null && !before.equals(found)) {
          throw SpeedErrors.logReplaced(source.topic(), before.toString(), found);
        }
        changed |= before == null;
      }
      if (changed) {
        write(known);
      }
    } catch (IOException e) {
      throw SpeedErrors.stateUnusable(file, e);
    }
  }

  private Properties read() throws IOException {
    Properties known = new Properties();
    if (Files.exists(file)) {
      try (InputStream in = Files.newInputStream(file)) {
        known.load(in);
      }
    }
    return known;
  }

  private void write(Properties known) throws IOException {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    known.store(content, "Kafka's ids of the topics that the speed views are made of");
    WholeFile.replace(file, content.toByteArray());
  }
}
