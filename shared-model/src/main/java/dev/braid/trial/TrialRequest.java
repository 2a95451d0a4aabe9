package dev.braid.trial;

import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What one layer is asked to compute: the states of each part by itself, by the way that its events
 * go when the project runs. Written by who runs trials, read by the layer.
 */
public record TrialRequest(CompiledProject project, List<Part> parts) {
  public TrialRequest {
    parts = List.copyOf(parts);
  }

  /**
   * Events of one view, in the log's order.
   *
   * @param events of the view's source
   */
  public record Part(String view, List<Event> events) {
    public Part {
      events = List.copyOf(events);
    }
  }

  /**
   * One event and where it lies in the log.
   *
   * @param epoch counted from the part's first; only the speed layer tells them apart
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Event(int partition, int epoch, byte[] value) {}

  public static TrialRequest read(Path file) throws IOException {
    return CompiledProject.json().readValue(file.toFile(), TrialRequest.class);
  }

  public void write(Path file) throws IOException {
    CompiledProject.json().writeValue(file.toFile(), this);
  }
}
