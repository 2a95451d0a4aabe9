package dev.braid.serving.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** Requests as they are written, without a client that mends them. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 60_000;

  private final int port;

  RawHttp(int port) {
    this.port = port;
  }

  /** An answer. */
  record Reply(int status, String text) {
    String header(String name) {
      return text.lines()
          .takeWhile(line -> !line.isEmpty())
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .reduce((one, other) -> one + " | " + other)
          .orElse("");
    }
  }

  static String basic(String user, String password) {
    byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return "Authorization: Basic " + Base64.getEncoder().encodeToString(both);
  }

  static String bearer(String token) {
    return "Authorization: Bearer " + token;
  }

  Reply query(String sql, String... headers) {
    return send("POST", "/v1/query", List.of(headers), body(sql));
  }

  Reply get(String path, String... headers) {
    return send("GET", path, List.of(headers), "");
  }

  static String body(String sql) {
    return "{\"sql\": \"" + sql.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
  }

  Reply send(String method, String target, List<String> headers, String body) {
    StringBuilder request = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
      request.append("Host: 127.0.0.1:").append(port).append("\r\n");
    }
    headers.forEach(header -> request.append(header).append("\r\n"));
    request.append("Connection: close\r\n");
    if (!body.isEmpty()) {
      if (headers.stream().noneMatch(header -> header.startsWith("Content-Type:"))) {
        request.append("Content-Type: application/json\r\n");
      }
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    return exchange(request + "\r\n" + body);
  }

  Reply exchange(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      String text =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
              .replace("\r\n", "\n");
      String[] words = text.split(" ", 3);
      return new Reply(words.length < 2 ? 0 : Integer.parseInt(words[1]), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
