package dev.braid.serving.trino;

import dev.braid.serving.access.User;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.query.QuerySession;
import io.trino.client.ProtocolHeaders;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A client's session, which it sends along with each statement.
 *
 * @param catalog where names without a catalog are looked up
 * @param transaction the one that is open; null if none is
 * @param tags of the client's choice
 */
record ClientRequest(
    User user,
    String source,
    String catalog,
    String schema,
    Map<String, String> properties,
    Map<String, String> prepared,
    String transaction,
    Set<String> tags) {
  private static final ProtocolHeaders HEADERS = ProtocolHeaders.TRINO_HEADERS;
  private static final String NO_TRANSACTION = "NONE";

  /**
   * Reads the headers.
   *
   * @param headers all values of a name
   * @throws dev.braid.error.BraidException a header that cannot be read
   */
  static ClientRequest of(User user, Function<String, List<String>> headers) {
    String transaction = first(headers, HEADERS.requestTransactionId(), NO_TRANSACTION);
    return new ClientRequest(
        user,
        first(headers, HEADERS.requestSource(), ""),
        first(headers, HEADERS.requestCatalog(), QuerySession.DEFAULT_CATALOG),
        first(headers, HEADERS.requestSchema(), QuerySession.DEFAULT_SCHEMA),
        pairs(headers, HEADERS.requestSession()),
        pairs(headers, HEADERS.requestPreparedStatement()),
        transaction.equalsIgnoreCase(NO_TRANSACTION) ? null : transaction,
        Set.copyOf(elements(headers, HEADERS.requestClientTags())));
  }

  QuerySession session() {
    return new QuerySession(user, source, catalog, schema, properties, prepared);
  }

  private static String first(
      Function<String, List<String>> headers, String name, String otherwise) {
    return headers.apply(name).stream()
        .map(String::strip)
        .filter(value -> !value.isEmpty())
        .findFirst()
        .orElse(otherwise);
  }

  private static List<String> elements(Function<String, List<String>> headers, String name) {
    List<String> elements = new ArrayList<>();
    for (String value : headers.apply(name)) {
      for (String element : value.split(",")) {
        if (!element.isBlank()) {
          elements.add(element.strip());
        }
      }
    }
    return elements;
  }

  private static Map<String, String> pairs(Function<String, List<String>> headers, String name) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String element : elements(headers, name)) {
      int equals = element.indexOf('=');
      if (equals <= 0) {
        throw ServingErrors.badHeader(name, element);
      }
      try {
        pairs.put(decoded(element.substring(0, equals)), decoded(element.substring(equals + 1)));
      } catch (IllegalArgumentException e) {
        throw ServingErrors.badHeader(name, element);
      }
    }
    return pairs;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.strip(), StandardCharsets.UTF_8);
  }
}
