package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A Trino cluster that has the merged views, too.
 *
 * @param url of its coordinator, {@code http:} or {@code https:}
 * @param user as whom the views are made and read
 * @param passwordFile path of the file whose first line is the user's password; null without one
 * @param passThrough whether queries of merged views are answered by the cluster
 */
public record ClusterSettings(
    String url,
    String user,
    @JsonInclude(JsonInclude.Include.NON_NULL) String passwordFile,
    Lake delta,
    Topics kafka,
    boolean passThrough) {
  public ClusterSettings {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(delta, "delta");
    Objects.requireNonNull(kafka, "kafka");
  }

  /**
   * The catalog, of Trino's delta_lake connector, that has the batch views' tables and the views.
   *
   * @param storage where the cluster finds what the project's {@code storage} is; null: at the same
   *     place, which for a folder is the path in the catalog's local file system
   */
  public record Lake(
      String catalog, String schema, @JsonInclude(JsonInclude.Include.NON_NULL) String storage) {
    public Lake {
      Objects.requireNonNull(catalog, "catalog");
      Objects.requireNonNull(schema, "schema");
    }
  }

  /** The catalog, of Trino's kafka connector, that has the speed topics. */
  public record Topics(String catalog, String schema) {
    public Topics {
      Objects.requireNonNull(catalog, "catalog");
      Objects.requireNonNull(schema, "schema");
    }
  }
}
