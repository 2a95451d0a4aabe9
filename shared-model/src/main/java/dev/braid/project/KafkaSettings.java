package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * How every layer reaches Kafka.
 *
 * @param bootstrap {@code host:port,…}
 * @param embeddedPort where the launcher runs a broker of its own; null if it runs none
 * @param properties client properties as Kafka names them ({@code security.protocol} …)
 */
public record KafkaSettings(
    String bootstrap,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer embeddedPort,
    Map<String, String> properties) {
  public KafkaSettings {
    Objects.requireNonNull(bootstrap, "bootstrap");
    properties = java.util.Collections.unmodifiableMap(new TreeMap<>(properties));
  }

  /** A client's configuration: the properties and {@code bootstrap.servers}. */
  public Map<String, Object> clientConfig() {
    Map<String, Object> config = new TreeMap<>(properties);
    config.put("bootstrap.servers", bootstrap);
    return config;
  }
}
