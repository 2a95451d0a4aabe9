package dev.braid.benchmark;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs {@link EvaluatorBenchmark} and prints one table. Takes JMH's own options. */
public final class EvaluatorReport {
  private static final String BYTES = "gc.alloc.rate.norm";

  private EvaluatorReport() {}

  public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .parent(new CommandLineOptions(arguments))
                    .include(EvaluatorBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    System.out.print(table(results));
  }

  private static String table(Collection<RunResult> results) {
    Map<String, RunResult> compiled = new TreeMap<>();
    Map<String, RunResult> byHand = new TreeMap<>();
    for (RunResult result : results) {
      boolean hand = result.getPrimaryResult().getLabel().equals("byHand");
      (hand ? byHand : compiled).put(result.getParams().getParam("view"), result);
    }
    StringBuilder table = new StringBuilder();
    String line = "%-16s %14s %16s %6s %18s %20s%n";
    table.append(
        line.formatted(
            "view",
            "ns/event braid",
            "ns/event by hand",
            "ratio",
            "bytes/event braid",
            "bytes/event by hand"));
    compiled.forEach(
        (view, mine) -> {
          RunResult theirs = byHand.get(view);
          table.append(
              line.formatted(
                  view,
                  score(mine.getPrimaryResult()),
                  score(theirs.getPrimaryResult()),
                  "%.1f"
                      .formatted(
                          mine.getPrimaryResult().getScore()
                              / theirs.getPrimaryResult().getScore()),
                  score(mine.getSecondaryResults().get(BYTES)),
                  score(theirs.getSecondaryResults().get(BYTES))));
        });
    return table.toString();
  }

  private static String score(Result<?> result) {
    return "%.1f".formatted(result.getScore());
  }
}
