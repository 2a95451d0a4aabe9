package dev.braid.batch;

import dev.braid.batch.archive.EventArchive;
import dev.braid.batch.compile.SparkPart;
import dev.braid.batch.compile.SparkView;
import dev.braid.batch.delta.Sessions;
import dev.braid.error.BraidException;
import dev.braid.project.CompiledProject;
import dev.braid.project.Refresh;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.ExplainMode;
import org.apache.spark.sql.types.StructType;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells how Spark computes a view; reads no event. */
@Command(
    name = "explain-batch",
    mixinStandardHelpOptions = true,
    description = "Tells how Spark computes a view.")
public final class ExplainBatch implements Callable<Integer> {
  private static final Pattern NOISE =
      Pattern.compile(
          "#\\d+L?|, \\[plan_id=\\d+\\]|^== Physical Plan ==$|^Location: .*\\n", Pattern.MULTILINE);
  private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");

  @Option(names = "--plan", required = true, paramLabel = "FILE", description = "plan.json")
  private Path plan;

  @Option(
      names = "--state",
      required = true,
      paramLabel = "DIR",
      description = "the project's .braid folder")
  private Path state;

  @Option(names = "--view", required = true, paramLabel = "NAME", description = "the view")
  private String view;

  public static void main(String[] args) {
    CommandLine command = new CommandLine(new ExplainBatch());
    command.setExecutionExceptionHandler((error, line, parsed) -> report(error));
    System.exit(command.execute(args));
  }

  private static int report(Exception error) throws Exception {
    if (error instanceof BraidException expected) {
      System.err.println(expected.describe());
      return expected.kind().exitStatus();
    }
    throw error;
  }

  @Override
  public Integer call() throws IOException {
    CompiledProject project = CompiledProject.read(plan);
    // Whatever cluster the batch runs use, a plan can be made here.
    System.setProperty("spark.master", "local");
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (SparkSession spark = Sessions.start(state.resolve("run/spark"))) {
      lines(spark, project, project.view(view), temporary).forEach(System.out::println);
    }
    return 0;
  }

  /**
   * Which parts of the plan are native, and Spark's physical plans over tables without rows.
   *
   * @param temporary where those tables may be, an existing folder
   */
  static List<String> lines(
      SparkSession spark, CompiledProject project, ViewDefinition definition, Path temporary)
      throws IOException {
    Source source = project.source(definition.plan().source());
    List<String> lines = new ArrayList<>();
    lines.add("SPARK: what Spark runs natively, and what by the code that all layers share");
    lines.add("");
    for (SparkPart part : SparkPart.of(definition.plan(), source)) {
      part.lines().forEach(line -> lines.add("  " + line));
    }
    SparkView query = new SparkView(definition.plan(), source);
    Path folder = Files.createTempDirectory(temporary, "braid");
    try {
      Dataset<Row> events = table(spark, folder, EventArchive.schema(source));
      lines.addAll(physicalPlan("full", query.compute(events)));
      if (definition.options().refresh() == Refresh.INCREMENTAL) {
        Dataset<Row> before = table(spark, folder, query.schema());
        lines.addAll(physicalPlan("incremental", query.advance(before, events)));
      }
    } finally {
      Files.delete(folder);
    }
    return lines;
  }

  private static Dataset<Row> table(SparkSession spark, Path folder, StructType schema) {
    // Hadoop takes a path as text for what it is, nothing in it being encoded.
    String path = new org.apache.hadoop.fs.Path(folder.toUri()).toString();
    return spark.read().schema(schema).parquet(path);
  }

  private static List<String> physicalPlan(String refresh, Dataset<Row> rows) {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("SPARK: the physical plan, refresh " + refresh);
    lines.add("");
    String plan = rows.queryExecution().explainString(ExplainMode.fromString("formatted"));
    lines.addAll(readable(plan));
    return lines;
  }

  /**
   * Without the heading, the numbers by which Spark tells things of one name apart, and the place
   * of the table that is none.
   */
  private static List<String> readable(String explained) {
    String text = NOISE.matcher(explained).replaceAll("");
    return BLANK_LINES
        .matcher(text)
        .replaceAll("\n\n")
        .strip()
        .lines()
        .map(line -> line.isEmpty() ? "" : "  " + line.stripTrailing())
        .toList();
  }
}
