package dev.braid.generation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.generation.ViewChange.Kind;
import dev.braid.project.CompiledProject;
import dev.braid.project.ProjectCompiler;
import dev.braid.project.ViewDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionChangesTest {
  private static final String SALES =
      "SELECT country, sum(amount) AS revenue FROM orders WHERE amount > 0 GROUP BY country\n";

  @TempDir Path folder;
  private CompiledProject before;

  @BeforeEach
  void compile() throws IOException {
    before = Shops.compile(folder, "1h", Shops.COLUMNS, SALES);
  }

  private ViewDefinition after(String view) {
    return ProjectCompiler.compile(folder, folder.resolve(".braid")).view(view);
  }

  private ViewChange sales(String epoch, String columns, String view) throws IOException {
    CompiledProject after = Shops.compile(folder, epoch, columns, view);
    return DefinitionChanges.between(before, after).stream()
        .filter(change -> change.view().equals("sales"))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anotherLayoutOfTheSameSqlChangesNothing() throws IOException {
    CompiledProject after =
        Shops.compile(
            folder, "1h", Shops.COLUMNS, SALES.replace(" FROM", "\n  FROM").toLowerCase());
    assertThat(DefinitionChanges.none(before, after)).isTrue();
    assertThat(DefinitionChanges.between(before, after))
        .allMatch(change -> change.kind() == Kind.KEPT && change.reasons().isEmpty())
        .allMatch(change -> change.before().equals(change.after()))
        .extracting(ViewChange::view)
        .containsExactly("sales", "total");
  }

  @Test
  void saysWhichPartOfTheSqlIsAnother() throws IOException {
    assertThat(
            sales(
                "1h",
                Shops.COLUMNS,
                "SELECT upper(country) AS country, sum(amount) AS revenue, max(amount) - min(amount)"
                    + " AS spread FROM orders WHERE amount > 1 GROUP BY 1\n"))
        .isEqualTo(
            new ViewChange(
                "sales",
                Kind.REBUILT,
                before.view("sales").shortHash(),
                after("sales").shortHash(),
                List.of(
                    "WHERE amount > DECIMAL(18,2) '0.00' → amount > DECIMAL(18,2) '1.00'",
                    "group key country: country → upper(country)",
                    "column spread added: max(amount) - min(amount) DECIMAL(19,2)")));
  }

  @Test
  void aColumnOfTheSourceRebuildsAllItsViews() throws IOException {
    CompiledProject after =
        Shops.compile(folder, "1h", Shops.COLUMNS + "  - {name: coupon, type: VARCHAR}\n", SALES);
    assertThat(DefinitionChanges.between(before, after))
        .extracting(ViewChange::kind)
        .containsExactly(Kind.REBUILT, Kind.REBUILT);
    assertThat(DefinitionChanges.between(before, after).get(0).reasons())
        .containsExactly("source orders: column coupon added: VARCHAR");
  }

  @Test
  void anotherEpochIsAReason() throws IOException {
    assertThat(sales("30m", Shops.COLUMNS, SALES).reasons()).containsExactly("epoch 1h → 30m");
  }

  @Test
  void viewsComeAndGo() throws IOException {
    assertThat(sales("1h", Shops.COLUMNS, "").kind()).isEqualTo(Kind.DROPPED);
    CompiledProject without = Shops.compile(folder, "1h", Shops.COLUMNS, "");
    assertThat(DefinitionChanges.between(without, before).get(0).kind()).isEqualTo(Kind.NEW);
    assertThat(DefinitionChanges.none(without, before)).isFalse();
  }
}
