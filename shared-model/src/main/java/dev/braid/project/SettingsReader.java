package dev.braid.project;

import dev.braid.error.ModelErrors;
import dev.braid.error.ProjectErrors;
import dev.braid.error.TextFile;
import dev.braid.type.Identifiers;
import dev.braid.yaml.YamlMapping;
import dev.braid.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code braid.yml}. */
final class SettingsReader {
  static final Duration DEFAULT_EPOCH = Duration.ofHours(1);
  static final Duration DEFAULT_GRACE = Duration.ofSeconds(60);
  static final int DEFAULT_KAFKA_PORT = 9092;
  static final String DEFAULT_STORAGE = ".braid/lake";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})([smhd])");
  private static final Pattern URI_START = Pattern.compile("[a-z][a-z0-9+.-]+:.*");
  private static final Pattern BOOTSTRAP =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9._-]+):(\\d{1,5})");
  private static final String KAFKA_EXAMPLE =
      "kafka: {bootstrap: \"host:9092\"}, or kafka: {embedded: {port: 9092}} for a broker of its own";

  private final Path projectFolder;
  private final Problems problems;

  SettingsReader(Path projectFolder, Problems problems) {
    this.projectFolder = projectFolder;
    this.problems = problems;
  }

  /** Empty if there are problems. */
  Optional<ProjectSettings> read(TextFile file) {
    return problems
        .attempt(
            () ->
                YamlNode.parse(file)
                    .mapping("name", "epoch", "grace", "kafka", "storage", "serving", "batch"))
        .flatMap(this::read);
  }

  private Optional<ProjectSettings> read(YamlMapping yaml) {
    Optional<String> name = problems.attempt(() -> name(yaml.require("name", "name: shop")));
    Optional<Duration> epoch =
        problems.attempt(() -> yaml.find("epoch").map(SettingsReader::epoch).orElse(DEFAULT_EPOCH));
    Optional<Duration> grace =
        problems.attempt(
            () -> yaml.find("grace").map(SettingsReader::duration).orElse(DEFAULT_GRACE));
    Optional<KafkaSettings> kafka =
        problems.attempt(() -> kafka(yaml.require("kafka", KAFKA_EXAMPLE)));
    Optional<String> storage =
        problems.attempt(
            () -> yaml.find("storage").map(this::storage).orElseGet(() -> uri(DEFAULT_STORAGE)));
    Optional<ServingSettings> serving =
        problems.attempt(
            () ->
                yaml.find("serving")
                    .map(new ServingSettingsReader(projectFolder)::read)
                    .orElse(ServingSettingsReader.DEFAULT));
    Optional<BatchSettings> batch =
        problems.attempt(
            () -> yaml.find("batch").map(SettingsReader::batch).orElse(BatchSettings.DEFAULT));
    if (!problems.none()) {
      return Optional.empty();
    }
    return Optional.of(
        new ProjectSettings(
            name.orElseThrow(),
            epoch.orElseThrow().toMillis(),
            grace.orElseThrow().toMillis(),
            kafka.orElseThrow(),
            storage.orElseThrow(),
            serving.orElseThrow(),
            batch.orElseThrow()));
  }

  private static String name(YamlNode node) {
    String name = node.text();
    if (!Identifiers.isValid(name)) {
      throw ModelErrors.badName(node.place(), "project", name);
    }
    return name;
  }

  static Duration epoch(YamlNode node) {
    Duration epoch = duration(node);
    if (epoch.compareTo(Duration.ofSeconds(1)) < 0) {
      throw ProjectErrors.shortEpoch(node.place());
    }
    return epoch;
  }

  private static Duration duration(YamlNode node) {
    Matcher parts = DURATION.matcher(node.scalarText());
    if (!parts.matches()) {
      throw ProjectErrors.badDuration(node.place(), node.scalarText());
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      case "h" -> Duration.ofHours(number);
      default -> Duration.ofDays(number);
    };
  }

  private static KafkaSettings kafka(YamlNode node) {
    YamlMapping yaml = node.mapping("bootstrap", "properties", "embedded");
    Optional<YamlNode> bootstrap = yaml.find("bootstrap");
    Optional<YamlNode> embedded = yaml.find("embedded");
    if (bootstrap.isPresent() == embedded.isPresent()) {
      throw ProjectErrors.kafkaChoice(yaml.place(), KAFKA_EXAMPLE);
    }
    Optional<YamlNode> properties = yaml.find("properties");
    if (bootstrap.isPresent()) {
      return new KafkaSettings(
          bootstrap(bootstrap.get()),
          null,
          properties.map(SettingsReader::properties).orElseGet(Map::of));
    }
    if (properties.isPresent()) {
      throw ProjectErrors.embeddedProperties(properties.get().place());
    }
    int port =
        embedded
            .get()
            .mapping("port")
            .find("port")
            .map(SettingsReader::port)
            .orElse(DEFAULT_KAFKA_PORT);
    return new KafkaSettings("127.0.0.1:" + port, port, Map.of());
  }

  private static String bootstrap(YamlNode node) {
    String text = node.text();
    for (String server : text.split(",", -1)) {
      Matcher parts = BOOTSTRAP.matcher(server.strip());
      if (!parts.matches() || Integer.parseInt(parts.group(2)) > 65_535) {
        throw ProjectErrors.badBootstrap(node.place(), server);
      }
    }
    return text.replaceAll("\\s+", "");
  }

  private static Map<String, String> properties(YamlNode node) {
    Map<String, String> properties = new TreeMap<>();
    node.anyMapping()
        .values()
        .forEach(
            (key, value) -> {
              if (key.equals("bootstrap.servers")) {
                throw ProjectErrors.bootstrapTwice(value.place());
              }
              properties.put(key, value.scalarText());
            });
    return properties;
  }

  private String storage(YamlNode node) {
    String text = node.text();
    if (!URI_START.matcher(text).matches()) {
      return uri(text);
    }
    try {
      return withoutLastSlash(new URI(text).toString());
    } catch (URISyntaxException e) {
      throw ProjectErrors.badStorage(node.place(), text, e.getReason());
    }
  }

  /** A path as a URI, the same whether or not the folder is there yet. */
  private String uri(String path) {
    Path absolute = projectFolder.toAbsolutePath().resolve(path).normalize();
    return withoutLastSlash(absolute.toUri().toString());
  }

  private static String withoutLastSlash(String uri) {
    return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
  }

  private static BatchSettings batch(YamlNode node) {
    YamlMapping yaml = node.mapping("warn_after", "error_after");
    Optional<YamlNode> warn = yaml.find("warn_after");
    Optional<YamlNode> error = yaml.find("error_after");
    long warnAfter = millis(warn, BatchSettings.DEFAULT.warnAfterMillis());
    long errorAfter = millis(error, BatchSettings.DEFAULT.errorAfterMillis());
    if (warnAfter >= errorAfter) {
      throw ProjectErrors.batchLimits(
          warn.or(() -> error).orElse(node).place(),
          warn.map(YamlNode::scalarText).orElse("26h, the default"),
          error.map(YamlNode::scalarText).orElse("50h, the default"));
    }
    return new BatchSettings(warnAfter, errorAfter);
  }

  private static long millis(Optional<YamlNode> duration, long otherwise) {
    return duration.map(node -> duration(node).toMillis()).orElse(otherwise);
  }

  static int port(YamlNode node) {
    return node.integer(1, 65_535);
  }
}
