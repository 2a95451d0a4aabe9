package dev.braid.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code braid explain} on the example project, while nothing of it runs. */
class ExplainIT {
  @TempDir Path temporary;
  private Path shop;

  @BeforeEach
  void makeTheExampleProject() throws Exception {
    shop = temporary.resolve("my shop");
    RunningProject.command(temporary, "init", "init", shop.toString()).requireSuccess();
  }

  private RunningProject.Outcome explain(String... arguments) throws Exception {
    String[] all = new String[arguments.length + 3];
    all[0] = "explain";
    all[1] = "--project";
    all[2] = shop.toString();
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return RunningProject.command(temporary, "explain", all);
  }

  @Test
  void tellsOfPlanSparkAndFlinkInThisOrder() throws Exception {
    RunningProject.Outcome outcome = explain("revenue");
    outcome.requireSuccess();
    assertThat(outcome.output())
        .containsSubsequence(
            "VIEW revenue",
            "PLAN",
            "aggregate _a0 count(*) BIGINT",
            "STATES",
            "a group",
            "native       aggregate  count(*)",
            "HashAggregate",
            "FLINK: the job graph",
            "pre-aggregate revenue",
            "merge revenue",
            "hash by group key")
        .doesNotContain("pre-aggregate hours");
  }

  @Test
  void thePlanAloneAlsoAsJson() throws Exception {
    RunningProject.Outcome text = explain("--plan", "revenue");
    text.requireSuccess();
    assertThat(text.output()).contains("STATES").doesNotContain("FLINK");
    RunningProject.Outcome json = explain("--format", "json", "revenue");
    json.requireSuccess();
    assertThat(new ObjectMapper().readTree(json.output()).at("/plan/source").asText())
        .isEqualTo("orders");
  }

  @Test
  void namesTheNearestView() throws Exception {
    RunningProject.Outcome outcome = explain("revenu");
    assertThat(outcome.status()).isEqualTo(2);
    assertThat(outcome.output()).contains("did you mean 'revenue'?");
  }
}
