package dev.braid.serving.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.project.ClusterSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterStorageTest {
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          file:///srv/shop/lake , file:///srv/shop/lake/views/v-1 ,                , local:///srv/shop/lake/views/v-1
          file:///srv/a%20b     , file:///srv/a%20b/views/v-1     ,                , local:///srv/a b/views/v-1
          s3://bucket/lake      , s3://bucket/lake/views/v-1      ,                , s3://bucket/lake/views/v-1
          file:///srv/shop/lake , file:///srv/shop/lake/views/v-1 , local:///      , local:///views/v-1
          file:///srv/shop/lake , file:///srv/shop/lake/views/v-1 , s3://b/lake/   , s3://b/lake/views/v-1
          """)
  void findsATable(String storage, String table, String onCluster, String expected) {
    ClusterSettings settings =
        new ClusterSettings(
            "http://localhost",
            "braid",
            null,
            new ClusterSettings.Lake("lake", "braid", onCluster),
            new ClusterSettings.Topics("kafka", "default"),
            false);
    assertThat(ClusterStorage.of(settings, storage, table)).isEqualTo(expected);
  }
}
