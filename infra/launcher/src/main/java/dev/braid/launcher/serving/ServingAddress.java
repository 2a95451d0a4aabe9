package dev.braid.launcher.serving;

import dev.braid.project.CompiledProject;
import dev.braid.project.ServingSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Where a project's serving layer is.
 *
 * @param uri ends with a slash
 * @param certificate PEM, the server's own first; empty where it speaks no TLS itself
 */
public record ServingAddress(URI uri, Optional<Path> certificate) {
  private static final Set<String> ANY_ADDRESS = Set.of("0.0.0.0", "::", "[::]");

  public static ServingAddress of(CompiledProject project) {
    ServingSettings serving = project.serving();
    Optional<Path> certificate =
        Optional.ofNullable(serving.access().tls())
            .filter(tls -> !tls.isTerminatedUpstream())
            .map(tls -> Path.of(tls.certificate()));
    String scheme = certificate.isPresent() ? "https://" : "http://";
    String host = ANY_ADDRESS.contains(serving.host()) ? "127.0.0.1" : serving.host();
    host = host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    return new ServingAddress(URI.create(scheme + host + ":" + serving.port() + "/"), certificate);
  }
}
