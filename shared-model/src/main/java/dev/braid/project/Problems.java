package dev.braid.project;

import dev.braid.error.BraidException;
import dev.braid.error.ProjectErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers the errors of a project's files, so that a user sees them all at once. */
public final class Problems {
  private final List<BraidException> found = new ArrayList<>();

  /** What the step gives; empty, and the error kept, if it fails. */
  public <T> Optional<T> attempt(Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (BraidException e) {
      found.add(e);
      return Optional.empty();
    }
  }

  /** The same, but an error of this code is not kept: it only follows from another. */
  public <T> Optional<T> attemptUnless(String consequence, Supplier<T> step) {
    try {
      return Optional.of(step.get());
    } catch (BraidException e) {
      if (!e.code().equals(consequence)) {
        found.add(e);
      }
      return Optional.empty();
    }
  }

  public boolean none() {
    return found.isEmpty();
  }

  public void throwIfAny() {
    if (found.size() == 1) {
      throw found.get(0);
    }
    if (!found.isEmpty()) {
      throw ProjectErrors.several(found);
    }
  }
}
