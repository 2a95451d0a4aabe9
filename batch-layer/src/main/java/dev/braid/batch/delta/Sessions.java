package dev.braid.batch.delta;

import java.nio.file.Path;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Spark as the batch layer needs it. */
public final class Sessions {
  /** What results and tables depend on: not for the operator to change. */
  private static final Map<String, String> MEANING =
      Map.ofEntries(
          Map.entry("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension"),
          Map.entry(
              "spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
          Map.entry("spark.sql.session.timeZone", "UTC"),
          Map.entry("spark.sql.ansi.enabled", "false"),
          Map.entry("spark.sql.decimalOperations.allowPrecisionLoss", "false"),
          Map.entry("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS"),
          Map.entry("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED"),
          Map.entry("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED"));

  /** Defaults that {@code spark-submit --conf} or {@code -Dspark.…} may change. */
  private static final Map<String, String> DEFAULTS =
      Map.ofEntries(
          Map.entry("spark.app.name", "braid-batch"),
          Map.entry("spark.ui.enabled", "false"),
          Map.entry("spark.sql.debug.maxToStringFields", "1000"),
          Map.entry("spark.delta.logStore.file.impl", HardLinkLogStore.class.getName()),
          // Small row groups make look-ups by key fast: about 120,000 rows of a view.
          Map.entry("spark.hadoop.parquet.block.size", String.valueOf(8 << 20)));

  /** The same for Spark inside this process. */
  private static final Map<String, String> LOCAL_DEFAULTS =
      Map.of(
          "spark.driver.bindAddress", "127.0.0.1",
          "spark.driver.host", "127.0.0.1",
          "spark.sql.shuffle.partitions", "4",
          "spark.databricks.delta.snapshotPartitions", "1");

  private Sessions() {}

  /**
   * Starts Spark on the master that is configured, or in this process if none is.
   *
   * @param scratch where a Spark in this process may put what it needs
   */
  public static SparkSession start(Path scratch) {
    SparkConf conf = new SparkConf();
    conf.setIfMissing("spark.master", "local[*]");
    DEFAULTS.forEach(conf::setIfMissing);
    if (conf.get("spark.master").startsWith("local")) {
      LOCAL_DEFAULTS.forEach(conf::setIfMissing);
      conf.setIfMissing("spark.sql.warehouse.dir", scratch.toUri().toString());
    }
    MEANING.forEach(conf::set);
    return SparkSession.builder().config(conf).getOrCreate();
  }
}
