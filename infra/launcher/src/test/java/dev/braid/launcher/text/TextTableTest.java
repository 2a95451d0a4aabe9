package dev.braid.launcher.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
  @Test
  void alignsTextLeftAndNumbersRight() {
    TextTable table = new TextTable(List.of("route", "flights", "note"), List.of(1));
    table.row(List.of("SFO-JFK", "7", "")).row(List.of("köln", "12345678", "é"));

    assertThat(table.lines())
        .containsExactly(
            "route     flights  note",
            "-------  --------  ----",
            "SFO-JFK         7",
            "köln     12345678  é");
  }

  @Test
  void keepsARowOnItsLineAndTheTerminalInItsState() {
    TextTable table = new TextTable(List.of("v"), List.of()).row(List.of("a\nb\tc\u001b[31m"));

    assertThat(table.lines()).last().isEqualTo("a\\nb\\tc\\u001b[31m");
  }

  @Test
  void countsACharacterOutsideTheBasicPlaneAsOne() {
    TextTable table = new TextTable(List.of("a", "b"), List.of());
    table.row(List.of("\uD83D\uDE00", "x")).row(List.of("y", "x"));

    assertThat(table.lines().subList(2, 4)).containsExactly("\uD83D\uDE00  x", "y  x");
  }
}
