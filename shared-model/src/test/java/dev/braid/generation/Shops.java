package dev.braid.generation;

import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small project, in versions. */
final class Shops {
  static final String COLUMNS =
      """
        - {name: country, type: VARCHAR}
        - {name: amount, type: "DECIMAL(18,2)"}
      """;

  private Shops() {}

  static CompiledProject compile(Path folder, String select) throws IOException {
    return compile(folder, "1h", COLUMNS, select + " FROM orders GROUP BY country\n");
  }

  /** With one view {@code sales} of this text, if it is not empty. */
  static CompiledProject compile(Path folder, String epoch, String columns, String view)
      throws IOException {
    Files.createDirectories(folder.resolve("sources"));
    Files.createDirectories(folder.resolve("views"));
    Files.writeString(
        folder.resolve("braid.yml"),
        "name: shop\nepoch: " + epoch + "\nkafka:\n  bootstrap: \"localhost:9092\"\n");
    Files.writeString(folder.resolve("sources/orders.yml"), "format: json\ncolumns:\n" + columns);
    Path file = folder.resolve("views/sales.sql");
    if (view.isEmpty()) {
      Files.deleteIfExists(file);
    } else {
      Files.writeString(file, view);
    }
    Files.writeString(
        folder.resolve("views/total.sql"),
        "SELECT country, count(*) AS n FROM orders GROUP BY 1\n");
    return ProjectCompiler.compile(folder, folder.resolve(".braid"));
  }
}
