package dev.braid.serving.generation;

import dev.braid.serving.live.Answers;
import java.util.List;

/**
 * How the generation stands that is built beside the one that answers.
 *
 * @param waiting why it does not answer yet
 * @param views none while it cannot be started
 */
public record Building(long generation, String waiting, List<Answers.ViewReport> views) {
  public Building {
    views = List.copyOf(views);
  }
}
