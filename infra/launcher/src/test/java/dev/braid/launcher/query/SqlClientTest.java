package dev.braid.launcher.query;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.launcher.serving.Credentials;
import dev.braid.launcher.serving.ServingAddress;
import dev.braid.launcher.serving.StubServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements to a server that gives recorded answers of the protocol. */
class SqlClientTest {
  private static final String ID = "20261125_043512_00017_abcde";
  private static final String COLUMNS =
      Stream.of(
              column("country", "varchar", "{\"kind\":\"LONG\",\"value\":2147483647}"),
              column(
                  "revenue",
                  "decimal",
                  "{\"kind\":\"LONG\",\"value\":38},{\"kind\":\"LONG\",\"value\":2}"),
              column("orders", "bigint", ""),
              column("mean", "double", ""),
              column("day", "timestamp", "{\"kind\":\"LONG\",\"value\":6}"),
              column("at", "timestamp with time zone", "{\"kind\":\"LONG\",\"value\":3}"),
              column("sent", "date", ""),
              column("key", "varbinary", ""),
              column("tags", "array", "{\"kind\":\"TYPE\",\"value\":" + type("bigint", "") + "}"),
              column(
                  "place",
                  "row",
                  "{\"kind\":\"NAMED_TYPE\",\"value\":{\"fieldName\":{\"name\":\"x\"},"
                      + "\"typeSignature\":"
                      + type("bigint", "")
                      + "}}"))
          .collect(joining(",", "[", "]"));
  private static final String ROWS =
      "[[\"DE\",\"1250.50\",12,90.0,\"2026-01-01 00:00:00.000000\","
          + "\"2026-01-01 10:30:00.250 UTC\",\"2026-01-02\",\"AQI=\",[1,null,3],[4]],"
          + "[null,\"7.00\",1,\"NaN\",null,null,null,null,null,null]]";
  private static final String REPORT =
      "{\"generation\":3,\"views\":{\"revenue\":{\"frontier\":\"2026-01-01T00:00:00Z\","
          + "\"batch_version\":7,\"speed_lag_ms\":240,\"degraded\":true,"
          + "\"reason\":\"the speed layer is silent\",\"warnings\":[]}}}";

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private URI address;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  @Test
  void aTableEndsWithHowFreshItIs() throws Exception {
    serve(StubServers.http(), "http", 200, finished());
    assertThat(printed(AnswerFormat.table, Credentials.NONE))
        .containsExactly(
            "country  revenue  orders  mean  day                  at                       sent"
                + "        key   tags        place",
            "-------  -------  ------  ----  -------------------  -----------------------"
                + "  ----------  ----  ----------  -----",
            "DE       1250.50      12  90.0  2026-01-01T00:00:00  2026-01-01T10:30:00.25Z"
                + "  2026-01-02  AQI=  [1,null,3]  [4]",
            "NULL        7.00       1   NaN  NULL                 NULL                   "
                + "  NULL        NULL  NULL        NULL",
            "",
            "2 rows",
            "revenue: batch version 7 up to 2026-01-01T00:00:00Z, speed lag 240 ms,"
                + " DEGRADED: the speed layer is silent");
  }

  @Test
  void csvHasTheRowsAlone() throws Exception {
    serve(StubServers.http(), "http", 200, finished());
    assertThat(printed(AnswerFormat.csv, Credentials.NONE))
        .containsExactly(
            "country,revenue,orders,mean,day,at,sent,key,tags,place",
            "DE,1250.50,12,90.0,2026-01-01T00:00:00,2026-01-01T10:30:00.25Z,2026-01-02,AQI=,"
                + "\"[1,null,3]\",[4]",
            ",7.00,1,NaN,,,,,,");
  }

  @Test
  void jsonSaysAllThatTheServingLayerSaid() throws Exception {
    serve(StubServers.http(), "http", 200, finished());
    String json = String.join("\n", printed(AnswerFormat.json, Credentials.NONE));
    assertThat(json)
        .contains("{\"name\":\"revenue\",\"type\":\"decimal(38,2)\"}")
        .contains("{\"name\":\"day\",\"type\":\"timestamp(6)\"}")
        .contains("{\"name\":\"tags\",\"type\":\"array(bigint)\"}")
        .contains(
            "[\"DE\",\"1250.50\",12,90.0,\"2026-01-01T00:00:00\",\"2026-01-01T10:30:00.25Z\","
                + "\"2026-01-02\",\"AQI=\",[1,null,3],[4]],")
        .contains("[null,\"7.00\",1,\"NaN\",null,null,null,null,null,null]")
        .contains("\"truncated\" : false")
        .contains("\"generation\" : 3")
        .contains("\"batch_version\":7");
  }

  @Test
  void itSaysWhoAsksAndWhatFor() throws Exception {
    serve(StubServers.http(), "http", 200, finished());
    printed(AnswerFormat.csv, Credentials.password("ann", ""));
    printed(AnswerFormat.csv, Credentials.NONE);
    assertThat(asked)
        .containsExactly(
            "POST /v1/statement null ann braid query freshness-json",
            "POST /v1/statement null null braid query freshness-json");
  }

  @Test
  void withoutTlsASecretIsNotForTheDriver() throws Exception {
    serve(
        StubServers.http(),
        "http",
        200,
        "{\"columns\":[{\"name\":\"n\",\"type\":\"bigint\"},{\"name\":\"x\",\"type\":\"double\"}],"
            + "\"rows\":[[1,0.5],[null,1e300]],\"truncated\":true,\"generation\":3,\"views\":{}}");
    assertThat(printed(AnswerFormat.csv, Credentials.password("ann", "pä:ss")))
        .containsExactly("n,x", "1,0.5", ",1.0E300");
    assertThat(printed(AnswerFormat.json, Credentials.token("ab.c-d_e")))
        .contains("  \"truncated\" : true,", "  \"generation\" : 3,");
    assertThat(printed(AnswerFormat.table, Credentials.token("ab.c-d_e")))
        .contains("2 rows, and more than are shown; use LIMIT or WHERE");
    assertThat(asked)
        .containsExactly(
            "POST /v1/query Basic YW5uOnDDpDpzcw== null null null",
            "POST /v1/query Bearer ab.c-d_e null null null",
            "POST /v1/query Bearer ab.c-d_e null null null");
  }

  @Test
  void aRefusalHasItsCodeAndItsPlace() throws Exception {
    serve(
        StubServers.http(),
        "http",
        200,
        failed(47, "COLUMN_NOT_FOUND", "line 1:8: no column x\\nLINE 1: SELECT x", "1,8"));
    assertRefusal(ErrorKind.INPUT, "sql:1:8: no column x [COLUMN_NOT_FOUND]\nLINE 1: SELECT x");
  }

  @Test
  void anErrorOfBraidsOwnEndsWithTheStatusOfItsKind() throws Exception {
    serve(
        StubServers.http(),
        "http",
        200,
        failed(0x1B1D_0000 + 4, "VIEW_NOT_LOADED", "revenue is not loaded yet", null));
    assertRefusal(ErrorKind.LIMITED.exitStatus(), "revenue is not loaded yet [VIEW_NOT_LOADED]");
  }

  @Test
  void kindsFollowTrinosNumbers() {
    assertThat(SqlFailure.kind(46)).isEqualTo(ErrorKind.INPUT);
    assertThat(SqlFailure.kind(3)).isEqualTo(ErrorKind.CONFLICT);
    assertThat(SqlFailure.kind(65_536)).isEqualTo(ErrorKind.INTERNAL);
    assertThat(SqlFailure.kind(131_074)).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(SqlFailure.kind(0x1B1D_0000 + 5)).isEqualTo(ErrorKind.CORRUPT);
  }

  @Test
  void whoMayNotAskIsToldByTheServer() throws Exception {
    serve(
        StubServers.http(),
        "http",
        401,
        "{\"code\":\"UNAUTHENTICATED\",\"detail\":\"nobody may ask\"}");
    assertRefusal(ErrorKind.UNAUTHENTICATED, "nobody may ask [UNAUTHENTICATED]");
  }

  @Test
  void aServerThatIsNotThereIsToldWithWhatToDo() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    assertRefusal(
        ErrorKind.UNAVAILABLE,
        "no serving layer answers at "
            + address
            + "; start the project with `braid up`, or see .braid/logs/serving.log"
            + " [SERVING_UNREACHABLE]");
  }

  @Test
  void aServerWithTheProjectsCertificateIsShownWhoAsks() throws Exception {
    serve(StubServers.https("localhost"), "https", 200, finished());
    ask(client(Credentials.token("abc"), "localhost"), AnswerFormat.csv);
    ask(client(Credentials.password("ann", "pä:ss"), "localhost"), AnswerFormat.csv);
    assertThat(asked)
        .containsExactly(
            "POST /v1/statement Bearer abc null braid query freshness-json",
            "POST /v1/statement Basic YW5uOnDDpDpzcw== ann braid query freshness-json");
  }

  @Test
  void anotherServerIsShownNothing() throws Exception {
    serve(StubServers.https("other"), "https", 200, finished());
    assertThatThrownBy(() -> ask(client(Credentials.token("abc"), "localhost"), AnswerFormat.csv))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("SERVING_UNREACHABLE"));
    assertThat(asked).isEmpty();
  }

  @Test
  void aQueryThatIsNotReadToItsEndIsStoppedBeforeTheCommandEnds() throws Exception {
    serve(StubServers.http(), "http", 200, finished());
    client(Credentials.NONE, null).ask("SELECT 1", answer -> answer.next());
    assertThat(asked).hasSize(2).last().asString().startsWith("DELETE /v1/queries/" + ID);
  }

  @Test
  void stoppingStopsTheQueryThatRuns() throws Exception {
    serve(StubServers.http(), "http", 200, finished());
    SqlClient client = client(Credentials.NONE, null);
    client.stop();
    assertThat(asked).isEmpty();
    client.ask(
        "SELECT 1",
        answer -> {
          client.stop();
          assertThat(asked).hasSize(2).last().asString().startsWith("DELETE /v1/queries/" + ID);
        });
  }

  private void assertRefusal(ErrorKind kind, String told) {
    assertRefusal(kind.exitStatus(), told);
  }

  private void assertRefusal(int status, String told) {
    assertThatThrownBy(() -> printed(AnswerFormat.table, Credentials.NONE))
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> {
              assertThat(e.describe()).isEqualTo(told);
              assertThat(e.kind().exitStatus()).isEqualTo(status);
            });
  }

  private List<String> printed(AnswerFormat format, Credentials credentials) throws IOException {
    return ask(client(credentials, null), format);
  }

  private static List<String> ask(SqlClient client, AnswerFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, false, StandardCharsets.UTF_8);
    client.ask("SELECT 1", answer -> format.print(answer, out));
    out.flush();
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private SqlClient client(Credentials credentials, String certificate) {
    Optional<Path> trusted = Optional.ofNullable(certificate).map(StubServers::certificate);
    return new SqlClient(new ServingAddress(address, trusted), credentials);
  }

  private void serve(HttpServer made, String scheme, int status, String body) {
    server = made;
    address = URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort() + "/");
    server.createContext(
        "/",
        exchange -> {
          List<String> seen = new ArrayList<>();
          seen.add(exchange.getRequestMethod());
          seen.add(exchange.getRequestURI().toString());
          for (String header :
              List.of("Authorization", "X-Trino-User", "X-Trino-Source", "X-Trino-Client-Tags")) {
            seen.add(exchange.getRequestHeaders().getFirst(header));
          }
          exchange.getRequestBody().readAllBytes();
          asked.add(seen.stream().map(String::valueOf).collect(joining(" ")));
          byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
  }

  private String finished() {
    return results(
        "\"columns\":" + COLUMNS + ",\"data\":" + ROWS,
        "FINISHED",
        "[{\"warningCode\":{\"code\":456982532,\"name\":\"FRESHNESS_JSON\"},\"message\":\""
            + REPORT.replace("\"", "\\\"")
            + "\"}]");
  }

  private static String failed(int number, String code, String message, String place) {
    String location =
        place == null
            ? ""
            : ",\"errorLocation\":{\"lineNumber\":"
                + place.replace(",", ",\"columnNumber\":")
                + "}";
    String info =
        ",\"errorInfo\":{\"code\":"
            + number
            + ",\"name\":\""
            + code
            + "\",\"type\":\"USER_ERROR\"}";
    String told = "\"message\":\"" + message + "\"";
    return results(
        "\"error\":{"
            + told
            + ",\"errorCode\":"
            + number
            + ",\"errorName\":\""
            + code
            + "\",\"errorType\":\"USER_ERROR\""
            + location
            + ",\"failureInfo\":{\"type\":\""
            + code
            + "\","
            + told
            + ",\"suppressed\":[],\"stack\":[]"
            + info
            + location
            + "}}",
        "FAILED",
        "[]");
  }

  private static String results(String content, String state, String warnings) {
    return "{\"id\":\""
        + ID
        + "\",\"infoUri\":\"http://localhost/\","
        + content
        + ",\"stats\":{\"state\":\""
        + state
        + "\",\"queued\":false,\"scheduled\":true,\"nodes\":1,\"totalSplits\":1,"
        + "\"queuedSplits\":0,\"runningSplits\":0,\"completedSplits\":1,\"planningTimeMillis\":0,"
        + "\"analysisTimeMillis\":0,\"cpuTimeMillis\":0,\"wallTimeMillis\":0,"
        + "\"queuedTimeMillis\":0,\"elapsedTimeMillis\":0,\"finishingTimeMillis\":0,"
        + "\"physicalInputTimeMillis\":0,\"processedRows\":0,\"processedBytes\":0,"
        + "\"physicalInputBytes\":0,\"physicalWrittenBytes\":0,\"internalNetworkInputBytes\":0,"
        + "\"peakMemoryBytes\":0,\"spilledBytes\":0},\"warnings\":"
        + warnings
        + "}";
  }

  private static String column(String name, String type, String arguments) {
    return "{\"name\":\""
        + name
        + "\",\"type\":\""
        + type
        + "\",\"typeSignature\":"
        + type(type, arguments)
        + "}";
  }

  private static String type(String raw, String arguments) {
    return "{\"rawType\":\"" + raw + "\",\"arguments\":[" + arguments + "]}";
  }
}
