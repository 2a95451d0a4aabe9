package dev.braid.trial;

import dev.braid.error.Location;
import dev.braid.project.ViewDefinition;
import java.util.List;
import java.util.Objects;

/**
 * One case of a test file: events, and what must come of them.
 *
 * @param location where it is written, in a file relative to the project's folder
 * @param title what tells it from the view's other cases; empty if nothing does
 * @param events as a producer would send them, in the log's order
 * @param rejected codes of the events that end in quarantine, in any order
 */
public record Trial(
    Location location,
    String title,
    ViewDefinition view,
    List<byte[]> events,
    ExpectedRows expected,
    List<String> rejected,
    Tolerance tolerance) {
  public Trial {
    Objects.requireNonNull(location, "location");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(view, "view");
    Objects.requireNonNull(expected, "expected");
    Objects.requireNonNull(tolerance, "tolerance");
    events = List.copyOf(events);
    rejected = List.copyOf(rejected);
  }

  /** The view, and the title if there is one. */
  public String name() {
    return title.isEmpty() ? view.name() : view.name() + " / " + title;
  }
}
