package dev.braid.serving.trino;

import dev.braid.serving.error.ServingErrors;
import io.trino.client.ProtocolHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a statement about the session does: the client is told by headers, and keeps it.
 *
 * @param name of the statement, as Trino has it
 * @param headers of the answer
 */
record SessionChange(String name, Map<String, String> headers) {
  private static final ProtocolHeaders HEADERS = ProtocolHeaders.TRINO_HEADERS;

  /** Less than half of what application.properties lets a request's headers have. */
  private static final int LONGEST_PREPARED = 100_000;

  /** The client keeps its text and sends it along, in headers, with every statement. */
  static SessionChange prepared(String name, String sql) {
    String header = encoded(name) + "=" + encoded(sql);
    if (header.length() > LONGEST_PREPARED) {
      throw ServingErrors.preparedTooLong(LONGEST_PREPARED);
    }
    return one("PREPARE", HEADERS.responseAddedPrepare(), header);
  }

  static SessionChange deallocated(String name) {
    return one("DEALLOCATE", HEADERS.responseDeallocatedPrepare(), encoded(name));
  }

  static SessionChange used(String catalog, String schema) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(HEADERS.responseSetCatalog(), catalog);
    headers.put(HEADERS.responseSetSchema(), schema);
    return new SessionChange("USE", headers);
  }

  static SessionChange set(String property, String value) {
    return one("SET SESSION", HEADERS.responseSetSession(), property + "=" + encoded(value));
  }

  static SessionChange reset(String property) {
    return one("RESET SESSION", HEADERS.responseClearSession(), property);
  }

  static SessionChange started(String transaction) {
    return one("START TRANSACTION", HEADERS.responseStartedTransactionId(), transaction);
  }

  /**
   * @param name COMMIT or ROLLBACK
   */
  static SessionChange ended(String name) {
    return one(name, HEADERS.responseClearTransactionId(), "true");
  }

  /** Nothing that the client must keep. */
  static SessionChange none(String name) {
    return new SessionChange(name, Map.of());
  }

  private static SessionChange one(String name, String header, String value) {
    return new SessionChange(name, Map.of(header, value));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
