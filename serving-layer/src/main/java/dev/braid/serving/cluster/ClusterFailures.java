package dev.braid.serving.cluster;

import dev.braid.project.ClusterSettings;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a cluster's errors mean to whoever keeps it. */
final class ClusterFailures {
  private static final Pattern NO_TABLE = Pattern.compile("Table '([^']*)' does not exist");

  private ClusterFailures() {}

  static String say(SQLException failure, ClusterSettings settings) {
    String message = String.valueOf(failure.getMessage());
    Matcher missing = NO_TABLE.matcher(message);
    String topics = settings.kafka().catalog() + "." + settings.kafka().schema() + ".";
    if (missing.find() && missing.group(1).startsWith(topics)) {
      return "the cluster's catalog "
          + settings.kafka().catalog()
          + " has no table "
          + missing.group(1).substring(topics.length())
          + "; add it to kafka.table-names of that catalog";
    }
    return message;
  }
}
