package dev.braid.trial;

import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** What a layer computed of a {@link TrialRequest}; it says parts and events by their positions. */
public record TrialAnswer(List<Group> groups, List<Rejected> rejected) {
  public TrialAnswer {
    groups = List.copyOf(groups);
    rejected = List.copyOf(rejected);
  }

  /**
   * The states of a group, or of a group and an epoch, of one part.
   *
   * @param key as {@link dev.braid.log.SpeedRecordCodec#key} writes it
   * @param value as {@link dev.braid.log.SpeedRecordCodec#value} writes it; the highest version of
   *     a key counts
   */
  public record Group(int part, String key, String value) {}

  /** An event of a part that went to quarantine. */
  public record Rejected(int part, int event, String code, String reason) {}

  public static TrialAnswer read(Path file) throws IOException {
    return CompiledProject.json().readValue(file.toFile(), TrialAnswer.class);
  }

  public void write(Path file) throws IOException {
    CompiledProject.json().writeValue(file.toFile(), this);
  }
}
