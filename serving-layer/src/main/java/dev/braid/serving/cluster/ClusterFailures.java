package dev.braid.serving.cluster;

import dev.braid.project.ClusterSettings;
import dev.braid.serving.trino.ClientError;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cluster's errors mean to whoever keeps it. */
final class ClusterFailures {
  private static final Pattern NO_TABLE = Pattern.compile("Table '([^']*)' does not exist");

  private static final Pattern QUERY = Pattern.compile("^Query failed \\(#[^)]*\\): ");
  private static final String UNKNOWN = "QUERY_FAILED";

  private ClusterFailures() {}

  /** Trino's name of it. */
  static String name(SQLException failure) {
    return ClientError.name(failure.getErrorCode()).orElse(UNKNOWN);
  }

  /** What Trino says, without the query's number there. */
  static String message(SQLException failure) {
    return QUERY.matcher(String.valueOf(failure.getMessage())).replaceFirst("");
  }

  static String say(SQLException failure, ClusterSettings settings) {
    String message = message(failure);
    Matcher missing = NO_TABLE.matcher(message);
    String topics = settings.kafka().catalog() + "." + settings.kafka().schema() + ".";
    if (missing.find() && missing.group(1).startsWith(topics)) {
      return "the cluster's catalog "
          + settings.kafka().catalog()
          + " has no table "
          + missing.group(1).substring(topics.length()).replace("\"", "")
          + "; add it to kafka.table-names of that catalog";
    }
    return message;
  }
}
