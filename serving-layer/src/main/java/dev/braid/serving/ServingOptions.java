package dev.braid.serving;

import dev.braid.serving.generation.LiveOptions;
import java.nio.file.Path;

/**
 * How a serving layer runs, apart from what the project says.
 *
 * @param state the project's state folder; temporary files lie under {@code serving} in it
 */
public record ServingOptions(Path state, LiveOptions live) {
  static ServingOptions of(Path state) {
    return new ServingOptions(state, LiveOptions.DEFAULT);
  }
}
