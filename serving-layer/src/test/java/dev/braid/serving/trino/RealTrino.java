package dev.braid.serving.trino;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A Trino of its own, asked over HTTP. */
final class RealTrino {
  private final HttpClient http = HttpClient.newHttpClient();
  private final String url;

  /**
   * @param url such as {@code http://127.0.0.1:8099}; it has the catalog {@code memory}
   */
  RealTrino(String url) {
    this.url = url;
  }

  /** Makes a table anew. */
  void make(String createTable) throws IOException, InterruptedException {
    String name = createTable.replaceAll("(?s)^CREATE TABLE (\\w+).*", "$1");
    required("DROP TABLE IF EXISTS " + name);
    required(createTable);
  }

  void required(String sql) throws IOException, InterruptedException {
    Answer answer = ask(sql);
    if (answer.error() != null) {
      throw new IOException(sql + " fails with " + answer.error());
    }
  }

  Answer ask(String sql) throws IOException, InterruptedException {
    List<List<String>> columns = null;
    List<List<Object>> rows = new ArrayList<>();
    JsonNode reply =
        send(
            request(url + "/v1/statement")
                .header("X-Trino-Catalog", "memory")
                .header("X-Trino-Schema", "default")
                .header("X-Trino-Time-Zone", "UTC")
                .header("X-Trino-Client-Capabilities", "PARAMETRIC_DATETIME")
                .POST(HttpRequest.BodyPublishers.ofString(sql)));
    while (true) {
      if (reply.has("error")) {
        return Answer.failed(reply.at("/error/errorName").asText());
      }
      if (reply.has("columns") && columns == null) {
        columns = new ArrayList<>();
        for (JsonNode column : reply.get("columns")) {
          columns.add(List.of(column.get("name").asText(), column.get("type").asText()));
        }
      }
      for (JsonNode row : reply.path("data")) {
        List<Object> values = new ArrayList<>();
        row.forEach(value -> values.add(Answer.json().convertValue(value, Object.class)));
        rows.add(values);
      }
      if (!reply.has("nextUri")) {
        return new Answer(columns, rows, null);
      }
      reply = send(request(reply.get("nextUri").asText()).GET());
    }
  }

  private static HttpRequest.Builder request(String uri) {
    return HttpRequest.newBuilder(URI.create(uri)).header("X-Trino-User", "differences");
  }

  private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() != 200) {
      throw new IOException("Trino answers " + response.statusCode() + ": " + response.body());
    }
    return Answer.json().readTree(response.body());
  }
}
