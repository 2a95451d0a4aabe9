package dev.braid.serving.trino;

import java.util.List;
import java.util.Map;

/** An answer as it goes out. */
final class Reply {
  private final byte[] json;
  private final Map<String, List<String>> headers;

  Reply(byte[] json, Map<String, List<String>> headers) {
    this.json = json;
    this.headers = headers;
  }

  byte[] json() {
    return json;
  }

  Map<String, List<String>> headers() {
    return headers;
  }
}
