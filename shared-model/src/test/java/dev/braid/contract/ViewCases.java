package dev.braid.contract;

import dev.braid.plan.ViewPlan;
import dev.braid.project.CompiledProject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Views that cover every expression and every aggregate with hard values, for each engine to run.
 * Their SQL is in {@code view-cases/*.sql}; beside it lies the plan that it compiles to, so that an
 * engine's tests need no parser. {@code ViewCasesTest} keeps the two together.
 */
public final class ViewCases {
  static final String FOLDER = "view-cases";

  /** In this order; where views group by {@code id}, each event's values are seen by themselves. */
  static final List<String> NAMES =
      List.of(
          "counts",
          "sums",
          "averages",
          "bits",
          "minima",
          "maxima",
          "aggregates_of_expressions",
          "aggregates_of_nothing",
          "equal_aggregates",
          "conditions",
          "extremes_by",
          "any_values",
          "variances",
          "covariances",
          "distinct_counts",
          "distinct_counts_by_error",
          "percentiles",
          "most_frequent",
          "histograms",
          "filtered_statistics",
          "statistics_of_nothing",
          "key_boolean",
          "key_integer",
          "key_bigint",
          "key_double",
          "key_nan",
          "key_decimal",
          "key_varchar",
          "key_date",
          "key_timestamp",
          "key_constant",
          "many_keys",
          "filter_condition",
          "filter_null",
          "filter_false",
          "compare_integers",
          "compare_doubles",
          "compare_nan",
          "compare_decimals",
          "compare_varchars",
          "compare_booleans",
          "compare_times",
          "logic",
          "is_null",
          "integer_arithmetic",
          "bigint_arithmetic",
          "double_arithmetic",
          "decimal_arithmetic",
          "mixed_arithmetic",
          "date_trunc_timestamp",
          "date_trunc_date",
          "output_expressions");

  private ViewCases() {}

  public static List<ViewCase> all() {
    List<Object[]> events = HardEvents.events();
    return NAMES.stream()
        .map(
            name ->
                new ViewCase(
                    name,
                    read(name + ".sql"),
                    HardEvents.SOURCE,
                    plan(read(name + ".json")),
                    events))
        .toList();
  }

  private static ViewPlan plan(String json) {
    try {
      return CompiledProject.json().readValue(json, ViewPlan.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(String file) {
    try (InputStream in = ViewCases.class.getResourceAsStream("/" + FOLDER + "/" + file)) {
      if (in == null) {
        throw new IllegalStateException("no " + FOLDER + "/" + file);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
