package dev.braid.batch.steps;

import dev.braid.batch.delta.Committed;
import dev.braid.log.BatchCommit;
import dev.braid.log.Frontier;
import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The generation that a run builds another one beside. The new views stop where the old ones of the
 * same name stand, so that their answers can be compared.
 *
 * @param views of the old generation, by name
 */
public record Beside(Map<String, Old> views) {
  /**
   * A view that is in use while the run is at work.
   *
   * @param topic what it is made of
   */
  public record Old(String definitionHash, String topic) {}

  public Beside {
    views = Map.copyOf(views);
  }

  public static Beside of(CompiledProject old) {
    Map<String, Old> views = new HashMap<>();
    for (ViewDefinition view : old.views()) {
      String topic = old.source(view.plan().source()).topic();
      views.put(view.name(), new Old(view.definitionHash(), topic));
    }
    return new Beside(views);
  }

  /** Whether the old generation has the very same view, and so the same table. */
  boolean has(ViewDefinition view) {
    Old old = views.get(view.name());
    return old != null && old.definitionHash().equals(view.definitionHash());
  }

  /**
   * Where the view is to stop: at the last end of an epoch of its own that the old view covers. Of
   * the same log, that is always allowed. Empty if there is no such old view, or it has no version:
   * then the view goes as far as it may.
   *
   * @param topic that the view is made of
   * @param standing of each old view that has one its committed version
   */
  Optional<Frontier> stopOf(
      ViewDefinition view, String topic, Map<String, Committed<BatchCommit>> standing) {
    Old old = views.get(view.name());
    Committed<BatchCommit> at = standing.get(view.name());
    if (old == null || at == null || !old.topic().equals(topic)) {
      return Optional.empty();
    }
    long end = at.commit().frontier().epochMillis();
    return Optional.of(new Frontier(view.epochs().epochOf(end)));
  }
}
