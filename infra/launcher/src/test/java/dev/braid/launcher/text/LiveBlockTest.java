package dev.braid.launcher.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveBlockTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);

  @Test
  void redrawsItsLinesInPlaceAndPrintsAboveThem() {
    LiveBlock block = new LiveBlock(out, true, 8);
    block.show(List.of("one", "a line too long"));
    block.print("done");

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("one\na line …\n\033[2A\r\033[Jdone\none\na line …\n");
  }

  @Test
  void showsNothingButTheLinesWhereThereIsNoTerminal() {
    LiveBlock block = new LiveBlock(out, false, 80);
    block.show(List.of("progress"));
    block.print("done");

    assertThat(bytes.toString(StandardCharsets.UTF_8)).isEqualTo("done\n");
  }
}
