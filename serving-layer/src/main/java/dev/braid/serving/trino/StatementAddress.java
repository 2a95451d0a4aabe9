package dev.braid.serving.trino;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * Where a statement's answers are asked for.
 *
 * @param base of this server, as the client reaches it; ends without a slash
 * @param slug that nobody else can guess
 */
record StatementAddress(String base, String id, String slug) {
  static final String PATH = "/v1/statement";

  URI answer(boolean isRunning, long token) {
    return URI.create(
        base + PATH + (isRunning ? "/executing/" : "/queued/") + id + '/' + slug + '/' + token);
  }

  /** For people. */
  URI info() {
    return URI.create(base + "/?query=" + id);
  }

  boolean hasSlug(String other) {
    return MessageDigest.isEqual(
        slug.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
