package dev.braid.launcher.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JsonLinesTest {
  private record Line(long number, String text) {}

  @Test
  void givesLinesWithTheirNumbersAndPassesOverBlankOnes() throws IOException {
    assertThat(lines("{\"a\":1}\n\n  \t\r\n{broken\r\n\n{\"b\":2}"))
        .containsExactly(
            new Line(1, "{\"a\":1}"), new Line(4, "{broken"), new Line(6, "{\"b\":2}"));
  }

  @Test
  void anEmptyFileHasNoLines() throws IOException {
    assertThat(lines("")).isEmpty();
    assertThat(lines("\n\n")).isEmpty();
  }

  @Test
  void leavesBytesThatAreNoUtf8Alone() throws IOException {
    byte[] bytes = {'{', (byte) 0xFF, '\n'};
    JsonLines lines = new JsonLines(new ByteArrayInputStream(bytes), "f");

    assertThat(lines.next()).containsExactly('{', 0xFF);
    assertThat(lines.bytesTaken()).isEqualTo(3);
    assertThat(lines.next()).isNull();
  }

  @Test
  void joinsLinesThatCrossTheBuffer() throws IOException {
    String longLine = "x".repeat(300_000);

    assertThat(lines("a\n" + longLine + "\nb"))
        .containsExactly(new Line(1, "a"), new Line(2, longLine), new Line(3, "b"));
  }

  @Test
  void refusesALineWithoutEndInsteadOfFillingTheMemory() {
    String endless = "a\n" + "x".repeat(9 << 20);

    assertThatThrownBy(() -> lines(endless)).hasMessageContaining("JSON lines");
    assertThatThrownBy(() -> lines(endless))
        .extracting(e -> ((dev.braid.error.BraidException) e).location().orElseThrow().toString())
        .isEqualTo("f:2");
  }

  private static List<Line> lines(String text) throws IOException {
    JsonLines lines =
        new JsonLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "f");
    List<Line> found = new ArrayList<>();
    for (byte[] line = lines.next(); line != null; line = lines.next()) {
      found.add(new Line(lines.number(), new String(line, StandardCharsets.UTF_8)));
    }
    return found;
  }
}
