package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.braid.error.ModelErrors;
import dev.braid.file.WholeFile;
import dev.braid.source.Source;
import dev.braid.type.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * The artefact that {@code braid compile} writes and that all three layers read: nothing else of
 * the user's folder reaches them. Its JSON is stable: keys in a fixed order, no time stamps.
 *
 * @param format version of this form; a layer refuses another than {@link #FORMAT}
 * @param generation goes up whenever the definitions change; outranks all upserts of an older one
 * @param graceMillis how far brokers' clocks may be apart
 * @param storage URI of the folder that holds the lake
 * @param batch when a batch view counts as late
 */
public record CompiledProject(
    int format,
    String name,
    long generation,
    long graceMillis,
    KafkaSettings kafka,
    String storage,
    ServingSettings serving,
    BatchSettings batch,
    List<Source> sources,
    List<ViewDefinition> views) {
  public static final int FORMAT = 1;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .build();

  @JsonCreator
  public CompiledProject {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(kafka, "kafka");
    Objects.requireNonNull(storage, "storage");
    batch = batch == null ? BatchSettings.DEFAULT : batch;
    sources = List.copyOf(sources);
    views = List.copyOf(views);
  }

  /** A project whose batch views count as late by default. */
  public CompiledProject(
      int format,
      String name,
      long generation,
      long graceMillis,
      KafkaSettings kafka,
      String storage,
      ServingSettings serving,
      List<Source> sources,
      List<ViewDefinition> views) {
    this(
        format,
        name,
        generation,
        graceMillis,
        kafka,
        storage,
        serving,
        BatchSettings.DEFAULT,
        sources,
        views);
  }

  /** Reads what {@link #write} wrote. */
  public static CompiledProject read(Path artefact) {
    if (!Files.isRegularFile(artefact)) {
      throw ModelErrors.noArtefact(artefact);
    }
    try {
      JsonNode tree = JSON.readTree(Files.readAllBytes(artefact));
      if (!tree.isObject()) {
        throw ModelErrors.badArtefact(artefact, "no JSON object", null);
      }
      JsonNode format = tree.path("format");
      if (!format.isInt() || format.intValue() != FORMAT) {
        throw ModelErrors.artefactFormat(artefact, format.asText("unknown"), FORMAT);
      }
      return JSON.treeToValue(tree, CompiledProject.class);
    } catch (JsonProcessingException e) {
      throw ModelErrors.badArtefact(artefact, e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw ModelErrors.badArtefact(artefact, e.toString(), e);
    }
  }

  /** Replaces the file in one step, so that no reader sees half of it. */
  public void write(Path artefact) throws IOException {
    Files.createDirectories(artefact.toAbsolutePath().getParent());
    WholeFile.replace(artefact, JSON.writeValueAsBytes(this));
  }

  /**
   * SHA-256 over the canonical JSON of the parts that decide a view's content. For compilers only.
   */
  public static String hash(Object... parts) {
    try {
      return Sha256.hex(JSON.writeValueAsString(parts));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The JSON mapper of Braid's own records ({@link dev.braid.log.BatchCommit} …). Thread-safe. */
  public static ObjectMapper json() {
    return JSON;
  }

  public Source source(String sourceName) {
    return sources.stream()
        .filter(source -> source.name().equals(sourceName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no source " + sourceName));
  }

  @JsonIgnore
  public List<Source> sourcesInUse() {
    return sources.stream()
        .filter(
            source -> views.stream().anyMatch(view -> view.plan().source().equals(source.name())))
        .toList();
  }

  public ViewDefinition view(String viewName) {
    return views.stream()
        .filter(view -> view.name().equals(viewName))
        .findFirst()
        .orElseThrow(
            () ->
                ModelErrors.noSuchView(
                    viewName, views.stream().map(ViewDefinition::name).toList()));
  }

  /** The same project with other views. */
  public CompiledProject withViews(List<ViewDefinition> others) {
    return new CompiledProject(
        format, name, generation, graceMillis, kafka, storage, serving, batch, sources, others);
  }

  /** The same project as another generation. */
  public CompiledProject withGeneration(long other) {
    return new CompiledProject(
        format, name, other, graceMillis, kafka, storage, serving, batch, sources, views);
  }

  /** These definitions, run as the other project says: its brokers, addresses, times. */
  public CompiledProject withSettingsOf(CompiledProject other) {
    return new CompiledProject(
        format,
        name,
        generation,
        other.graceMillis,
        other.kafka,
        storage,
        other.serving,
        other.batch,
        sources,
        views);
  }

  /** Names of topics and folders. */
  @JsonIgnore
  public Names names() {
    return new Names(this);
  }
}
