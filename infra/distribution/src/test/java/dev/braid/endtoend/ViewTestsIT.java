package dev.braid.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code braid test} on the example project, with Spark and Flink in processes of their own. */
class ViewTestsIT {
  @TempDir Path temporary;

  @Test
  void passesUntilAnExpectationIsBroken() throws Exception {
    Path shop = temporary.resolve("my shop");
    RunningProject.command(temporary, "init", "init", shop.toString()).requireSuccess();

    RunningProject.Outcome good = test(shop, "good", "--seed", "42");
    assertThat(good.output())
        .contains("ok      revenue / refunds do not count (3 events, 4 splits)")
        .contains("3 cases of 1 view, 14 splits (seed 42)")
        .contains("no test: hours");
    assertThat(good.status()).isZero();
    assertLeavesNothingBehind(shop);

    Path tests = shop.resolve("tests/revenue.yml");
    String text = Files.readString(tests);
    Files.writeString(tests, text.replace("revenue: 15.50", "revenue: 15.51"));
    RunningProject.Outcome broken = test(shop, "broken", "revenue");
    assertThat(broken.output())
        .contains("FAILED  revenue / a day's orders are summed up by country")
        .contains("in every split:")
        .contains("15.51 → 15.50")
        .contains("ok      revenue / refunds do not count")
        .contains(", 1 failed (seed ");
    assertThat(broken.status()).isEqualTo(1);

    Files.writeString(tests, text.replace("revenue: 15.50", "revenu: 15.50"));
    RunningProject.Outcome wrong = test(shop, "wrong");
    assertThat(wrong.output())
        .contains("tests/revenue.yml:11:51: the view has no output 'revenu'")
        .contains("did you mean 'revenue'?");
    assertThat(wrong.status()).isEqualTo(2);
  }

  private RunningProject.Outcome test(Path shop, String name, String... arguments)
      throws IOException, InterruptedException {
    String[] command =
        Stream.concat(Stream.of("test", "--project", shop.toString()), Stream.of(arguments))
            .toArray(String[]::new);
    return RunningProject.command(temporary, name, command);
  }

  private static void assertLeavesNothingBehind(Path shop) throws IOException {
    try (Stream<Path> files = Files.list(shop.resolve(".braid/run"))) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().startsWith("test-"));
    }
    assertThat(shop.resolve(".braid/plan.json")).doesNotExist();
  }
}
