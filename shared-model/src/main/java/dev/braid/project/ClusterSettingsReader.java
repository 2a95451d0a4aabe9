package dev.braid.project;

import dev.braid.error.AccessErrors;
import dev.braid.yaml.YamlMapping;
import dev.braid.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code serving.trino:} of {@code braid.yml}. */
final class ClusterSettingsReader {
  private static final String DEFAULT_SCHEMA = "braid";
  private static final String DEFAULT_TOPICS = "default";
  private static final String DEFAULT_USER = "braid";
  private static final String URL_EXAMPLE = "url: https://trino.example.com:8443";
  private static final String DELTA_EXAMPLE = "delta: {catalog: lake}";
  private static final String KAFKA_EXAMPLE = "kafka: {catalog: kafka}";

  private final Function<YamlNode, String> paths;

  /**
   * @param paths from a path as it is written to where the serving layer finds it
   */
  ClusterSettingsReader(Function<YamlNode, String> paths) {
    this.paths = paths;
  }

  ClusterSettings read(YamlNode node) {
    YamlMapping yaml =
        node.mapping("url", "user", "password_file", "delta", "kafka", "pass_through");
    String url = url(yaml.require("url", URL_EXAMPLE));
    Optional<YamlNode> passwordFile = yaml.find("password_file");
    if (passwordFile.isPresent() && !url.startsWith("https:")) {
      throw AccessErrors.clusterPasswordInClear(passwordFile.get().place(), url);
    }
    return new ClusterSettings(
        url,
        text(yaml, "user", DEFAULT_USER),
        passwordFile.map(paths).orElse(null),
        delta(yaml.require("delta", DELTA_EXAMPLE)),
        kafka(yaml.require("kafka", KAFKA_EXAMPLE)),
        yaml.find("pass_through").map(YamlNode::truth).orElse(false));
  }

  private static ClusterSettings.Lake delta(YamlNode node) {
    YamlMapping yaml = node.mapping("catalog", "schema", "storage");
    return new ClusterSettings.Lake(
        yaml.require("catalog", DELTA_EXAMPLE).text(),
        text(yaml, "schema", DEFAULT_SCHEMA),
        yaml.find("storage").map(YamlNode::text).orElse(null));
  }

  private static ClusterSettings.Topics kafka(YamlNode node) {
    YamlMapping yaml = node.mapping("catalog", "schema");
    return new ClusterSettings.Topics(
        yaml.require("catalog", KAFKA_EXAMPLE).text(), text(yaml, "schema", DEFAULT_TOPICS));
  }

  private static String text(YamlMapping yaml, String key, String otherwise) {
    return yaml.find(key).map(YamlNode::text).orElse(otherwise);
  }

  private static String url(YamlNode node) {
    try {
      URI uri = new URI(node.text());
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (http
          && uri.getHost() != null
          && uri.getRawQuery() == null
          && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))) {
        return uri.getScheme() + "://" + uri.getRawAuthority();
      }
    } catch (URISyntaxException e) {
      throw node.wrong("an address such as https://trino.example.com:8443");
    }
    throw node.wrong("an address such as https://trino.example.com:8443");
  }
}
