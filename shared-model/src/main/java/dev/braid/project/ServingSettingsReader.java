package dev.braid.project;

import dev.braid.error.AccessErrors;
import dev.braid.project.AccessSettings.Authentication;
import dev.braid.project.AccessSettings.Grant;
import dev.braid.project.AccessSettings.Jwt;
import dev.braid.project.AccessSettings.RateLimit;
import dev.braid.project.AccessSettings.Tls;
import dev.braid.yaml.YamlMapping;
import dev.braid.yaml.YamlNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Reads {@code serving:} of {@code braid.yml}. */
final class ServingSettingsReader {
  static final ServingSettings DEFAULT = new ServingSettings("127.0.0.1", 8080);

  private static final String UPSTREAM = "terminated-upstream";
  private static final String DEFAULT_USER_CLAIM = "sub";
  private static final String DEFAULT_ROLES_CLAIM = "roles";
  private static final int MOST_QUERIES = 1_000_000;
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");

  private final Path projectFolder;

  ServingSettingsReader(Path projectFolder) {
    this.projectFolder = projectFolder;
  }

  ServingSettings read(YamlNode node) {
    YamlMapping yaml =
        node.mapping("host", "port", "tls", "authentication", "grants", "rate_limit", "trino");
    String host = yaml.find("host").map(ServingSettingsReader::host).orElse(DEFAULT.host());
    int port = yaml.find("port").map(SettingsReader::port).orElse(DEFAULT.port());
    Tls tls = yaml.find("tls").map(this::tls).orElse(null);
    Authentication authentication =
        yaml.find("authentication").map(this::authentication).orElse(null);
    if (!ServingSettings.isLoopback(host) && (tls == null || authentication == null)) {
      throw AccessErrors.openServing(
          yaml.find("host").orElse(node).place(), host, authentication != null, tls != null);
    }
    Map<String, Grant> grants = yaml.find("grants").map(this::grants).orElseGet(Map::of);
    if (!grants.isEmpty() && authentication == null) {
      throw AccessErrors.grantsWithoutAuthentication(yaml.placeOf("grants"));
    }
    RateLimit rateLimit =
        yaml.find("rate_limit").map(ServingSettingsReader::rateLimit).orElse(null);
    ClusterSettings trino =
        yaml.find("trino").map(new ClusterSettingsReader(this::path)::read).orElse(null);
    return new ServingSettings(
        host, port, new AccessSettings(tls, authentication, grants, rateLimit), trino);
  }

  private static String host(YamlNode node) {
    String host = node.text();
    if (!HOST.matcher(host).matches()) {
      throw AccessErrors.badHost(node.place(), host);
    }
    return host;
  }

  private Tls tls(YamlNode node) {
    if (!node.isMapping()) {
      if (!node.found().equals("'" + UPSTREAM + "'")) {
        throw AccessErrors.badTls(node.place(), node.found());
      }
      return Tls.TERMINATED_UPSTREAM;
    }
    YamlMapping yaml = node.mapping("certificate", "key");
    return new Tls(
        path(yaml.require("certificate", "certificate: access/server.pem")),
        path(yaml.require("key", "key: access/server.key")));
  }

  private Authentication authentication(YamlNode node) {
    YamlMapping yaml = node.mapping("password_file", "jwt");
    Optional<String> passwordFile = yaml.find("password_file").map(this::path);
    Optional<Jwt> jwt = yaml.find("jwt").map(this::jwt);
    if (passwordFile.isEmpty() && jwt.isEmpty()) {
      throw AccessErrors.noAuthentication(node.place());
    }
    return new Authentication(passwordFile.orElse(null), jwt.orElse(null));
  }

  private Jwt jwt(YamlNode node) {
    YamlMapping yaml = node.mapping("issuer", "audience", "jwks", "user_claim", "roles_claim");
    return new Jwt(
        filled(yaml.require("issuer", "issuer: https://id.example.com/")),
        filled(yaml.require("audience", "audience: braid")),
        jwks(yaml.require("jwks", "jwks: https://id.example.com/jwks.json")),
        yaml.find("user_claim").map(ServingSettingsReader::filled).orElse(DEFAULT_USER_CLAIM),
        yaml.find("roles_claim").map(ServingSettingsReader::filled).orElse(DEFAULT_ROLES_CLAIM));
  }

  private String jwks(YamlNode node) {
    String text = filled(node);
    if (!text.contains("://")) {
      return path(node);
    }
    try {
      URI uri = new URI(text);
      boolean safe =
          "https".equals(uri.getScheme())
              || "http".equals(uri.getScheme()) && ServingSettings.isLoopback(uri.getHost());
      if (uri.getHost() != null && safe) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw AccessErrors.badJwks(node.place(), text);
    }
    throw AccessErrors.badJwks(node.place(), text);
  }

  private Map<String, Grant> grants(YamlNode node) {
    Map<String, Grant> grants = new TreeMap<>();
    YamlMapping yaml = node.anyMapping();
    yaml.values()
        .forEach(
            (view, grant) -> {
              requireView(yaml, view);
              grants.put(view, grant(view, grant));
            });
    return grants;
  }

  private void requireView(YamlMapping yaml, String view) {
    List<String> known =
        new ArrayList<>(
            new ProjectFiles(projectFolder)
                .find("views", ".sql").stream().map(ProjectFiles.Declaration::name).toList());
    known.add(AccessSettings.QUARANTINE);
    if (!view.equals(AccessSettings.EVERY_VIEW) && !known.contains(view)) {
      throw AccessErrors.unknownGrant(yaml.placeOf(view), view, known);
    }
  }

  private static Grant grant(String view, YamlNode node) {
    if (!node.isMapping()) {
      if (!node.found().equals("'" + AccessSettings.EVERY_VIEW + "'")) {
        throw node.wrong("users: and roles:, or \"*\" for every reader");
      }
      return Grant.EVERYBODY;
    }
    YamlMapping yaml = node.mapping("users", "roles");
    SortedSet<String> users =
        yaml.find("users").map(ServingSettingsReader::names).orElseGet(TreeSet::new);
    SortedSet<String> roles =
        yaml.find("roles").map(ServingSettingsReader::roles).orElseGet(TreeSet::new);
    if (users.isEmpty() && roles.isEmpty()) {
      throw AccessErrors.emptyGrant(node.place(), view);
    }
    return new Grant(false, users, roles);
  }

  private static SortedSet<String> names(YamlNode node) {
    SortedSet<String> names = new TreeSet<>();
    node.items().forEach(item -> names.add(filled(item)));
    return names;
  }

  private static SortedSet<String> roles(YamlNode node) {
    for (YamlNode item : node.items()) {
      if (!PasswordRules.isRole(item.text())) {
        throw AccessErrors.badRole(item.place(), item.text());
      }
    }
    return names(node);
  }

  private static RateLimit rateLimit(YamlNode node) {
    YamlMapping yaml = node.mapping("queries_per_second", "burst");
    int perSecond =
        yaml.require("queries_per_second", "rate_limit: {queries_per_second: 10, burst: 20}")
            .integer(1, MOST_QUERIES);
    Optional<YamlNode> burst = yaml.find("burst");
    int most = burst.map(written -> written.integer(1, MOST_QUERIES)).orElse(perSecond);
    if (most < perSecond) {
      throw AccessErrors.smallBurst(burst.orElse(node).place(), most, perSecond);
    }
    return new RateLimit(perSecond, most);
  }

  private static String filled(YamlNode node) {
    if (node.text().isBlank()) {
      throw node.wrong("some text");
    }
    return node.text();
  }

  /** As the serving layer finds it, whatever its own folder is. */
  private String path(YamlNode node) {
    return projectFolder.toAbsolutePath().resolve(filled(node)).normalize().toString();
  }
}
