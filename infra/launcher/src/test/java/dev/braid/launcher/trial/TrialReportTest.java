package dev.braid.launcher.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.braid.error.BraidException;
import dev.braid.launcher.ExampleProject;
import dev.braid.launcher.ProjectFolder;
import dev.braid.launcher.Projects;
import dev.braid.project.CompiledProject;
import dev.braid.trial.Outcome;
import dev.braid.trial.Split;
import dev.braid.trial.Trial;
import dev.braid.trial.TrialReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Over the example project's tests, with outcomes made up. */
class TrialReportTest {
  private static final Split SPARK = new Split(3, List.of());
  private static final Split BOTH = new Split(2, List.of(new Split.Place(0, 0)));
  private static final int REVENUE = 3;

  @TempDir Path folder;
  private CompiledProject project;
  private List<Trial> trials;
  private Trial refunds;

  @BeforeEach
  void readTheExample() throws IOException {
    ExampleProject.write(folder);
    project = Projects.compile(ProjectFolder.open(folder));
    trials = TrialReader.read(folder, project);
    refunds =
        trials.stream()
            .filter(trial -> trial.title().equals("refunds do not count"))
            .findFirst()
            .orElseThrow();
  }

  private List<String> report(List<Outcome> outcomes) {
    TrialReport report = new TrialReport();
    report.add(refunds, outcomes);
    return report.lines(project, trials, 42);
  }

  private Map<List<Object>, List<Object>> rows(String revenue) {
    Map<List<Object>, List<Object>> rows = new HashMap<>(refunds.expected().rows());
    rows.replaceAll(
        (key, expected) -> {
          List<Object> row = new ArrayList<>(expected);
          row.set(REVENUE, new BigDecimal(revenue));
          return row;
        });
    return rows;
  }

  @Test
  void aCaseThatIsRightIsALine() {
    assertThat(
            report(
                List.of(
                    new Outcome(SPARK, rows("10.00"), List.of()),
                    new Outcome(BOTH, rows("10.00"), List.of()))))
        .containsExactly(
            "ok      revenue / refunds do not count (3 events, 2 splits)",
            "",
            "1 case of 1 view, 2 splits (seed 42)",
            "no test: hours");
  }

  @Test
  void whatIsWrongInEverySplitIsShownOnce() {
    Map<List<Object>, List<Object>> rows = rows("0.00");
    rows.put(
        Arrays.asList("FR", null), Arrays.asList("FR", null, 1L, new BigDecimal("-3.00"), null));
    List<Outcome.Rejected> rejected = List.of(new Outcome.Rejected(2, "NOT_JSON", "not valid"));

    assertThat(
            report(List.of(new Outcome(SPARK, rows, rejected), new Outcome(BOTH, rows, rejected))))
        .containsExactly(
            "FAILED  revenue / refunds do not count (3 events, 2 splits)",
            "    tests/revenue.yml:15:5",
            "    in every split:",
            "        row         country  day                  orders  revenue",
            "        ----------  -------  -------------------  ------  ------------",
            "        different   DE       2026-01-01 00:00:00  1       10.00 → 0.00",
            "        unexpected  FR       NULL                 1       -3.00",
            "        event 2 is rejected: not valid [NOT_JSON]",
            "",
            "1 case of 1 view, 2 splits, 1 failed (seed 42)",
            "no test: hours");
  }

  @Test
  void enginesThatDoNotAgreeAreSaidToBeSo() {
    assertThat(
            report(
                List.of(
                    new Outcome(SPARK, rows("10.00"), List.of()),
                    new Outcome(BOTH, Map.of(), List.of()))))
        .contains(
            "    Spark and Flink do not agree: 1 of 2 splits are not as expected",
            "    events 1-2 by Spark, 3 by Flink:",
            "        missing  DE       2026-01-01 00:00:00  1       10.00");
  }

  @Test
  void casesAreMeantByViewOrFile() {
    assertThat(TrialSelection.of(trials, List.of())).isEqualTo(trials);
    assertThat(TrialSelection.of(trials, List.of("tests/revenue.yml"))).isEqualTo(trials);
    assertThatThrownBy(() -> TrialSelection.of(trials, List.of("revenu")))
        .isInstanceOf(BraidException.class)
        .hasMessage("there is no test of view or file 'revenu'; did you mean 'revenue'?");
  }
}
