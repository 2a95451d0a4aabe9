package dev.braid.serving.cluster;

import dev.braid.project.ClusterSettings;
import dev.braid.serving.tail.LakePaths;

/** Where a cluster finds the project's tables. Its local file system takes paths as they are. */
final class ClusterStorage {
  private static final String LOCAL = "local://";

  private ClusterStorage() {}

  /**
   * @param storage the project's
   * @param table within it
   */
  static String of(ClusterSettings settings, String storage, String table) {
    String root = withoutLastSlash(storage);
    if (!table.startsWith(root + "/")) {
      throw new IllegalArgumentException(table + " is not in " + storage);
    }
    String within = table.substring(root.length());
    if (settings.delta().storage() != null) {
      return withoutLastSlash(settings.delta().storage()) + within;
    }
    return root.startsWith("file:") ? LOCAL + LakePaths.local(root) + within : root + within;
  }

  private static String withoutLastSlash(String text) {
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
