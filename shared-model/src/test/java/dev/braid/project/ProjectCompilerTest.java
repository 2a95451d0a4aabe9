package dev.braid.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.Golden;
import dev.braid.GoldenBlocks;
import dev.braid.error.BraidException;
import dev.braid.error.Location;
import dev.braid.source.Column;
import dev.braid.type.DataType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectCompilerTest {
  private static final Map<String, String> SHOP =
      Map.of(
          "braid.yml",
          """
          name: shop
          epoch: 30m
          grace: 0s
          kafka:
            bootstrap: "kafka1:9092, kafka2:9092"
            properties:
              security.protocol: SSL
              max.poll.records: 500
          storage: s3a://bucket/lake/
          serving: {host: localhost, port: 8081}
          batch: {warn_after: 90m, error_after: 1d}
          """,
          "sources/orders.yml",
          """
          topic: shop.orders
          format: json
          partitions: 6
          columns:
            - {name: order_id, type: VARCHAR, not_null: true, description: "who, when"}
            - {name: amount, type: DECIMAL(18,2)}
            - name: placed_at
              type: timestamp
          """,
          "sources/visits.yml",
          """
          columns:
            - {name: page, type: VARCHAR}
          """,
          "views/daily.sql",
          """
          SELECT date_trunc('day', placed_at) AS day, count(*) AS orders, sum(amount) AS total
          FROM orders
          WHERE amount > 0
          GROUP BY day
          """,
          "views/pages.sql",
          "SELECT page, count(*) AS visits FROM visits GROUP BY page");

  @TempDir Path temp;
  private Path folder;
  private Path state;

  @BeforeEach
  void writeShop() throws IOException {
    folder = temp.resolve("shop");
    state = folder.resolve(".braid");
    write(folder, SHOP);
  }

  private static void write(Path folder, Map<String, String> files) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private CompiledProject compile() {
    return ProjectCompiler.compile(folder, state);
  }

  @Test
  void compilesToThisArtefact() throws IOException {
    CompiledProject project = compile();
    Path artefact = state.resolve(ProjectCompiler.ARTEFACT);
    project.write(artefact);
    Golden.check("golden/shop.plan.json", Files.readString(artefact) + "\n");
    assertThat(CompiledProject.read(artefact)).isEqualTo(project);
  }

  @Test
  void readsEverySetting() {
    CompiledProject project = compile();
    assertThat(project.name()).isEqualTo("shop");
    assertThat(project.graceMillis()).isZero();
    assertThat(project.kafka())
        .isEqualTo(
            new KafkaSettings(
                "kafka1:9092,kafka2:9092",
                null,
                Map.of("security.protocol", "SSL", "max.poll.records", "500")));
    assertThat(project.storage()).isEqualTo("s3a://bucket/lake");
    assertThat(project.serving()).isEqualTo(new ServingSettings("localhost", 8081));
    assertThat(project.batch()).isEqualTo(new BatchSettings(90 * 60_000, 86_400_000));
    assertThat(project.view("daily").epochMillis()).isEqualTo(1_800_000);
    assertThat(project.source("orders").topic()).isEqualTo("shop.orders");
    assertThat(project.source("orders").partitions()).isEqualTo(6);
    assertThat(project.source("orders").columns())
        .containsExactly(
            new Column("order_id", DataType.VARCHAR, true),
            new Column("amount", DataType.decimal(18, 2), false),
            new Column("placed_at", DataType.TIMESTAMP, false));
  }

  @Test
  void fillsInDefaults() throws IOException {
    write(folder, Map.of("braid.yml", "name: shop\nkafka: {embedded: {}}\n"));
    CompiledProject project = compile();
    assertThat(project.graceMillis()).isEqualTo(60_000);
    assertThat(project.kafka()).isEqualTo(new KafkaSettings("127.0.0.1:9092", 9092, Map.of()));
    assertThat(project.storage())
        .isEqualTo("file://" + folder.toAbsolutePath().resolve(".braid/lake"));
    assertThat(project.serving()).isEqualTo(new ServingSettings("127.0.0.1", 8080));
    assertThat(project.batch()).isEqualTo(new BatchSettings(26 * 3_600_000, 50 * 3_600_000));
    assertThat(project.view("daily").epochMillis()).isEqualTo(3_600_000);
    assertThat(project.source("visits").topic()).isEqualTo("visits");
    assertThat(project.source("visits").format()).isEqualTo("json");
    assertThat(project.source("visits").partitions()).isEqualTo(4);
    assertThat(project.source("visits").columns().get(0).notNull()).isFalse();
  }

  @Test
  void readsWhoMayAsk() throws IOException {
    write(
        folder,
        Map.of(
            "braid.yml",
            """
            name: shop
            kafka: {embedded: {}}
            serving:
              host: 0.0.0.0
              tls: {certificate: access/server.pem, key: /etc/keys/server.key}
              authentication:
                password_file: access/users
                jwt:
                  issuer: https://id.example.com/
                  audience: braid
                  jwks: https://id.example.com/jwks.json
                  user_claim: email
                  roles_claim: realm_access.roles
              grants:
                daily: {users: [ann, bob], roles: [finance]}
                pages: "*"
                quarantine: {roles: [admin]}
                "*": {roles: [operator]}
              rate_limit: {queries_per_second: 10, burst: 25}
            """));
    ServingSettings serving = compile().serving();
    AccessSettings access = serving.access();
    assertThat(serving.host()).isEqualTo("0.0.0.0");
    String root = folder.toAbsolutePath().toString();
    assertThat(access.tls())
        .isEqualTo(new AccessSettings.Tls(root + "/access/server.pem", "/etc/keys/server.key"));
    assertThat(access.authentication())
        .isEqualTo(
            new AccessSettings.Authentication(
                root + "/access/users",
                new AccessSettings.Jwt(
                    "https://id.example.com/",
                    "braid",
                    "https://id.example.com/jwks.json",
                    "email",
                    "realm_access.roles")));
    assertThat(access.grants())
        .containsOnly(
            Map.entry(
                "daily",
                new AccessSettings.Grant(
                    false, new TreeSet<>(Set.of("ann", "bob")), new TreeSet<>(Set.of("finance")))),
            Map.entry("pages", AccessSettings.Grant.EVERYBODY),
            Map.entry(
                "quarantine",
                new AccessSettings.Grant(false, new TreeSet<>(), new TreeSet<>(Set.of("admin")))),
            Map.entry(
                "*",
                new AccessSettings.Grant(
                    false, new TreeSet<>(), new TreeSet<>(Set.of("operator")))));
    assertThat(access.rateLimit()).isEqualTo(new AccessSettings.RateLimit(10, 25));
    Path artefact = state.resolve(ProjectCompiler.ARTEFACT);
    compile().write(artefact);
    assertThat(CompiledProject.read(artefact).serving()).isEqualTo(serving);
  }

  @Test
  void fillsInDefaultsOfAccess() throws IOException {
    String settings = "name: shop\nkafka: {embedded: {}}\nserving: ";
    write(folder, Map.of("braid.yml", settings + "{port: 1}\n"));
    assertThat(compile().serving().access()).isEqualTo(AccessSettings.OPEN);
    write(
        folder,
        Map.of(
            "braid.yml",
            settings
                + "{host: serving.example.com, tls: terminated-upstream, authentication: {jwt:"
                + " {issuer: i, audience: a, jwks: keys.json}},"
                + " rate_limit: {queries_per_second: 3}}\n"));
    AccessSettings access = compile().serving().access();
    assertThat(access.tls().isTerminatedUpstream()).isTrue();
    assertThat(access.authentication().passwordFile()).isNull();
    assertThat(access.authentication().jwt())
        .isEqualTo(
            new AccessSettings.Jwt(
                "i", "a", folder.toAbsolutePath() + "/keys.json", "sub", "roles"));
    assertThat(access.authentication().jwt().isJwksFile()).isTrue();
    assertThat(access.grants()).isEmpty();
    assertThat(access.rateLimit()).isEqualTo(new AccessSettings.RateLimit(3, 3));
  }

  @Test
  void theStorageFolderNeedNotBeThere() throws IOException {
    write(folder, Map.of("braid.yml", "name: shop\nkafka: {embedded: {}}\nstorage: ../lake\n"));
    String before = compile().storage();
    Files.createDirectories(temp.resolve("lake"));
    assertThat(compile().storage()).isEqualTo(before).isEqualTo("file://" + temp.resolve("lake"));
  }

  @Test
  void theGenerationGoesUpWithTheDefinitionsOnly() throws IOException {
    Path artefact = state.resolve(ProjectCompiler.ARTEFACT);
    assertThat(compile().generation()).isEqualTo(1);
    assertThat(compile().generation()).isEqualTo(1);
    compile().write(artefact);
    assertThat(compile().generation()).isEqualTo(1);

    String serving = "serving: {host: localhost, port: 9999}\n";
    write(folder, Map.of("braid.yml", SHOP.get("braid.yml").replaceAll("serving.*\n", serving)));
    String reformatted = SHOP.get("views/daily.sql").replace("\n", "  -- x\n");
    String partitions = SHOP.get("sources/orders.yml").replace("partitions: 6", "partitions: 7");
    write(folder, Map.of("views/daily.sql", reformatted, "sources/orders.yml", partitions));
    assertThat(compile().generation()).isEqualTo(1);

    write(folder, Map.of("views/daily.sql", reformatted.replace("> 0", "> 1")));
    assertThat(compile().generation()).isEqualTo(2);
    compile().write(artefact);
    assertThat(compile().generation()).isEqualTo(2);

    write(folder, Map.of("braid.yml", SHOP.get("braid.yml").replace("30m", "15m")));
    assertThat(compile().generation()).isEqualTo(3);
    compile().write(artefact);
    Files.delete(folder.resolve("views/pages.sql"));
    assertThat(compile().generation()).isEqualTo(4);
  }

  @Test
  void theGenerationOutlivesAnotherFormat() throws IOException {
    Path artefact = state.resolve(ProjectCompiler.ARTEFACT);
    compile().write(artefact);
    Files.writeString(artefact, "{\"format\": 99, \"generation\": 41, \"other\": true}");
    assertThat(compile().generation()).isEqualTo(42);
    Files.writeString(artefact, "{\"format\": 1");
    assertThatThrownBy(this::compile)
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("LOST_GENERATION"));
  }

  @Test
  void aHashCoversTheSourceButNotItsPartitions() throws IOException {
    String before = compile().view("daily").definitionHash();
    String source = SHOP.get("sources/orders.yml");
    write(folder, Map.of("sources/orders.yml", source.replace("partitions: 6", "partitions: 7")));
    assertThat(compile().view("daily").definitionHash()).isEqualTo(before);
    for (String other :
        List.of(
            source.replace("shop.orders", "shop.orders2"),
            source.replace("not_null: true", "not_null: false"),
            source + "  - {name: extra, type: BIGINT}\n")) {
      write(folder, Map.of("sources/orders.yml", other));
      assertThat(compile().view("daily").definitionHash()).isNotEqualTo(before);
    }
  }

  private static final String NESTED =
      """
      columns:
        - {name: page, type: VARCHAR, path: 'request."page.name"'}
        - {name: address, type: ROW(city VARCHAR not null, zip DECIMAL(5,0), geo row(lat DOUBLE, lon REAL))}
        - name: device
          path: client.device
          type: |
            ROW(
              kind VARCHAR,
              seen TIMESTAMP WITH TIME ZONE,
              key VARBINARY,
              age SMALLINT)
      """;

  @Test
  void nestedFieldsAreColumns() throws IOException {
    write(
        folder,
        Map.of(
            "sources/visits.yml",
            NESTED,
            "views/pages.sql",
            "SELECT page, address.geo.lat, count(*) AS n, max(visits.device.seen) AS seen"
                + " FROM visits WHERE address.city = 'Rome' GROUP BY 1, 2"));
    CompiledProject project = compile();
    assertThat(project.source("visits").columns())
        .containsExactly(
            new Column("page", DataType.VARCHAR, false, List.of("request", "page.name")),
            new Column("address.city", DataType.VARCHAR, true, List.of("address", "city")),
            new Column("address.zip", DataType.decimal(5, 0), false, List.of("address", "zip")),
            new Column("address.geo.lat", DataType.DOUBLE, false, List.of("address", "geo", "lat")),
            new Column("address.geo.lon", DataType.REAL, false, List.of("address", "geo", "lon")),
            new Column("device.kind", DataType.VARCHAR, false, List.of("client", "device", "kind")),
            new Column(
                "device.seen", DataType.TIMESTAMP_TZ, false, List.of("client", "device", "seen")),
            new Column("device.key", DataType.VARBINARY, false, List.of("client", "device", "key")),
            new Column("device.age", DataType.SMALLINT, false, List.of("client", "device", "age")));
    Path artefact = state.resolve(ProjectCompiler.ARTEFACT);
    project.write(artefact);
    assertThat(CompiledProject.read(artefact)).isEqualTo(project);
  }

  @Test
  void readsTheOptionsOfAView() throws IOException {
    CompiledProject plain = compile();
    assertThat(plain.view("daily").options()).isEqualTo(ViewOptions.NONE);
    write(
        folder,
        Map.of(
            "views/daily.sql",
            """
            -- a licence may come first
            /* and prose */
            /*---
            description: Orders and revenue by day
            owner: Shop team
            epoch: 10m
            refresh: incremental
            columns:
              total: paid or not
              orders: "2 of one customer count as 2"
            */
            """
                + SHOP.get("views/daily.sql")));
    CompiledProject project = compile();
    assertThat(project.view("daily").options())
        .isEqualTo(
            new ViewOptions(
                "Orders and revenue by day",
                "Shop team",
                Refresh.INCREMENTAL,
                Map.of("total", "paid or not", "orders", "2 of one customer count as 2")));
    assertThat(project.view("daily").epochMillis()).isEqualTo(600_000);
    assertThat(project.view("pages")).isEqualTo(plain.view("pages"));
    Path artefact = state.resolve(ProjectCompiler.ARTEFACT);
    project.write(artefact);
    assertThat(CompiledProject.read(artefact)).isEqualTo(project);
  }

  @Test
  void ofTheOptionsTheEpochAloneMakesAnotherView() throws IOException {
    String before = compile().view("daily").definitionHash();
    String sql = SHOP.get("views/daily.sql");
    write(folder, Map.of("views/daily.sql", "/*--- {owner: me, refresh: incremental} */" + sql));
    assertThat(compile().view("daily").definitionHash()).isEqualTo(before);
    write(folder, Map.of("views/daily.sql", "/*--- epoch: 30m */\n" + sql));
    assertThat(compile().view("daily").definitionHash()).isEqualTo(before);
    write(folder, Map.of("views/daily.sql", "/*--- epoch: 29m */\n" + sql));
    assertThat(compile().view("daily").definitionHash()).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/* nonsense: [ */\n",
        "/*------------ By day ------------*/\n",
        "/**\n * epohc: 1h\n */\n",
        "/*---*/\n",
        "/*---   */\n",
        "--- epohc: 1h\n"
      })
  void aCommentInProseIsNoOption(String comment) throws IOException {
    ViewOptions before = compile().view("daily").options();
    write(folder, Map.of("views/daily.sql", comment + SHOP.get("views/daily.sql")));
    assertThat(compile().view("daily").options()).isEqualTo(before);
  }

  @Test
  void wrongProjects() throws IOException {
    int projects = GoldenBlocks.check("golden/wrong-projects.txt", this::refusal);
    assertThat(projects).isGreaterThan(50);
  }

  /**
   * Each block changes files of the shop: {@code == FILE} and its new text, or {@code == -FILE}.
   */
  private String refusal(String changes) {
    try {
      Path project = Files.createTempDirectory(temp, "wrong").resolve("shop");
      write(project, SHOP);
      for (String change : changes.split("(?m)^== ")) {
        if (!change.isBlank()) {
          int end = change.indexOf('\n');
          apply(project, change.substring(0, end), change.substring(end + 1));
        }
      }
      CompiledProject compiled = ProjectCompiler.compile(project, project.resolve(".braid"));
      return "NOT REFUSED " + compiled;
    } catch (BraidException e) {
      return e.describe().replaceAll("/\\S*/wrong[0-9]+", "FOLDER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void apply(Path project, String file, String text) throws IOException {
    if (file.startsWith("-")) {
      Files.delete(project.resolve(file.substring(1)));
    } else {
      write(project, Map.of(file, text));
    }
  }

  @Test
  void anErrorKnowsItsPlace() throws IOException {
    write(
        folder,
        Map.of("views/daily.sql", "SELECT\n  oder_id, count(*) AS n FROM orders GROUP BY 1"));
    assertThatThrownBy(this::compile)
        .isInstanceOfSatisfying(
            BraidException.class,
            e -> assertThat(e.location()).contains(new Location("views/daily.sql", 2, 3)));
  }

  @Test
  void filesAreUtf8() throws IOException {
    Files.write(
        folder.resolve("views/daily.sql"), "SELECT 'é' AS x".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(this::compile)
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("NOT_UTF8"));
  }

  @Test
  void aByteOrderMarkIsPassedOver() throws IOException {
    CompiledProject before = compile();
    write(folder, Map.of("braid.yml", "\ufeff" + SHOP.get("braid.yml")));
    assertThat(compile()).isEqualTo(before);
  }

  @Test
  void otherFilesAreNobodysBusiness() throws IOException {
    CompiledProject before = compile();
    write(
        folder,
        Map.of("views/README.md", "x", "views/.daily.sql.swp", "x", "sources/old/x.yml", "x"));
    assertThat(compile()).isEqualTo(before);
  }

  @Test
  void aMissingFolderIsToldApart() {
    folder = temp.resolve("nowhere");
    assertThatThrownBy(this::compile)
        .isInstanceOfSatisfying(
            BraidException.class,
            e ->
                assertThat(e.describe())
                    .startsWith("there is no folder " + folder + "; `braid init"));
  }
}
