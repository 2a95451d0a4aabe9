package dev.braid.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.error.TextFile;
import dev.braid.yaml.YamlNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterSettingsTest {
  @Test
  void readsAllOfIt() {
    ClusterSettings settings =
        read(
            """
            url: https://trino.example.com:8443/
            user: keeper
            password_file: access/trino.password
            delta: {catalog: lake, schema: shop, storage: "s3://bucket/lake"}
            kafka: {catalog: kafka, schema: topics}
            pass_through: true
            """);
    assertThat(settings)
        .isEqualTo(
            new ClusterSettings(
                "https://trino.example.com:8443",
                "keeper",
                "/project/access/trino.password",
                new ClusterSettings.Lake("lake", "shop", "s3://bucket/lake"),
                new ClusterSettings.Topics("kafka", "topics"),
                true));
  }

  @Test
  void fillsInWhatIsLeftOut() {
    ClusterSettings settings =
        read(
            """
            url: http://localhost:8080
            delta: {catalog: lake}
            kafka: {catalog: kafka}
            """);
    assertThat(settings)
        .isEqualTo(
            new ClusterSettings(
                "http://localhost:8080",
                "braid",
                null,
                new ClusterSettings.Lake("lake", "braid", null),
                new ClusterSettings.Topics("kafka", "default"),
                false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          url: 'http://a'|delta: {catalog: l}|kafka: {catalog: k, topic: t}|topic
          url: 'jdbc:trino://a'|delta: {catalog: l}|kafka: {catalog: k}|an address such as
          url: 'http://a/path'|delta: {catalog: l}|kafka: {catalog: k}|an address such as
          url: 'http://a'|delta: {schema: s}|kafka: {catalog: k}|catalog
          user: me|delta: {catalog: l}|kafka: {catalog: k}|url
          """)
  void refusesWhatItDoesNotKnow(String first, String second, String third, String message) {
    assertThatThrownBy(() -> read(first + "\n" + second + "\n" + third + "\n"))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining(message);
  }

  @Test
  void sendsNoPasswordInClear() {
    String yaml =
        """
        url: http://localhost:8080
        password_file: p
        delta: {catalog: lake}
        kafka: {catalog: kafka}
        """;
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOfSatisfying(
            BraidException.class, e -> assertThat(e.code()).isEqualTo("CLUSTER_PASSWORD_IN_CLEAR"));
  }

  private static ClusterSettings read(String trino) {
    String yaml = "trino:\n" + trino.indent(2);
    return new ServingSettingsReader(Path.of("/project"))
        .read(YamlNode.parse(new TextFile("braid.yml", yaml)))
        .trino();
  }
}
