package dev.braid.serving.query;

import dev.braid.serving.access.User;
import java.util.Map;

/**
 * Who asks, and how.
 *
 * @param source what the client calls itself; may be empty
 * @param catalog where names without a catalog are looked up
 * @param schema where names without a schema are looked up
 * @param properties session properties by name
 * @param prepared statements by name, as SQL
 */
public record QuerySession(
    User user,
    String source,
    String catalog,
    String schema,
    Map<String, String> properties,
    Map<String, String> prepared) {
  public static final String DEFAULT_CATALOG = "braid";
  public static final String DEFAULT_SCHEMA = "merged";

  public QuerySession {
    properties = Map.copyOf(properties);
    prepared = Map.copyOf(prepared);
  }

  public static QuerySession of(User user, String source) {
    return new QuerySession(user, source, DEFAULT_CATALOG, DEFAULT_SCHEMA, Map.of(), Map.of());
  }
}
