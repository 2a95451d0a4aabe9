package dev.braid.project;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.error.ModelErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts the deployments of a project: one more whenever its definitions are other than before, so
 * that what a new speed job writes outranks what an old one wrote.
 */
final class Generation {
  private Generation() {}

  /**
   * The last artefact's generation if it has the same definitions, else the next; 1 is the first.
   *
   * @param newestDeployed the highest generation that was ever deployed, 0 without one
   */
  static long next(Path lastArtefact, long newestDeployed, List<ViewDefinition> views) {
    if (!Files.exists(lastArtefact)) {
      return newestDeployed + 1;
    }
    JsonNode last = read(lastArtefact);
    JsonNode generation = last.path("generation");
    if (!generation.isIntegralNumber() || generation.longValue() < 1) {
      throw ModelErrors.lostGeneration(lastArtefact, null);
    }
    boolean same = definitions(last).equals(definitions(views));
    return same ? generation.longValue() : Math.max(generation.longValue(), newestDeployed) + 1;
  }

  private static JsonNode read(Path artefact) {
    try {
      return CompiledProject.json().readTree(Files.readAllBytes(artefact));
    } catch (IOException e) {
      throw ModelErrors.lostGeneration(artefact, e);
    }
  }

  private static Map<String, String> definitions(JsonNode artefact) {
    Map<String, String> definitions = new TreeMap<>();
    for (JsonNode view : artefact.path("views")) {
      definitions.put(view.path("name").asText(), view.path("definitionHash").asText());
    }
    return definitions;
  }

  private static Map<String, String> definitions(List<ViewDefinition> views) {
    Map<String, String> definitions = new TreeMap<>();
    views.forEach(view -> definitions.put(view.name(), view.definitionHash()));
    return definitions;
  }
}
