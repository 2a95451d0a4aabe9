package dev.braid.batch.delta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import org.apache.spark.sql.SparkSession;

/** One Spark for all tests of this JVM. */
public final class TestSpark {
  private static SparkSession session;

  private TestSpark() {}

  public static synchronized SparkSession session() {
    if (session == null) {
      System.setProperty("spark.sql.datetime.java8API.enabled", "true");
      System.setProperty("spark.sql.shuffle.partitions", "2");
      try {
        session = Sessions.start(Files.createTempDirectory("spark"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return session;
  }
}
