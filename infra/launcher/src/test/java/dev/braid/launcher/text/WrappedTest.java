package dev.braid.launcher.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WrappedTest {
  @Test
  void aLineThatFitsStays() {
    assertThat(Wrapped.lines("  one two", 9)).containsExactly("  one two");
    assertThat(Wrapped.lines("", 9)).containsExactly("");
  }

  @Test
  void aLongLineBreaksAtBlanksAndHangs() {
    assertThat(Wrapped.lines("  one two three four", 13))
        .containsExactly("  one two", "      three", "      four");
  }

  @Test
  void aLineOfColumnsHangsUnderItsLast() {
    assertThat(Wrapped.lines(" a  b  one two three", 13))
        .containsExactly(" a  b  one", "       two", "       three");
  }

  @Test
  void aLongWordStaysWhole() {
    assertThat(Wrapped.lines("  abcdefghijklmnop q", 10))
        .containsExactly("  abcdefghijklmnop", "      q");
    assertThat(Wrapped.lines("abcdefghijklmnop", 10)).containsExactly("abcdefghijklmnop");
  }
}
