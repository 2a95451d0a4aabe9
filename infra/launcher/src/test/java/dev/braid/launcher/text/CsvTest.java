package dev.braid.launcher.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void quotesWhatNeedsIt() {
    assertThat(Csv.line(List.of("plain", "a,b", "say \"hi\"", "two\nlines", " padded")))
        .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\" padded\"");
  }

  @Test
  void tellsNullFromTheEmptyString() {
    assertThat(Csv.line(Arrays.asList("x", null, ""))).isEqualTo("x,,\"\"");
  }
}
