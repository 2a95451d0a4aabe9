package dev.braid.function;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LikePatternTest {
  @Property(tries = 5000)
  void matchesWhatItsDefinitionDoes(
      @ForAll("patterns") String pattern, @ForAll("texts") String text) {
    assertThat(LikePattern.of(pattern).matches(text))
        .isEqualTo(matches(pattern.codePoints().toArray(), 0, text.codePoints().toArray(), 0));
  }

  @Property
  void anEscapedTextMatchesItselfAlone(
      @ForAll("patterns") String text, @ForAll("texts") String other) {
    LikePattern escaped = LikePattern.of(text.replaceAll("[%_!]", "!$0"), "!").orElseThrow();
    assertThat(escaped.matches(text)).isTrue();
    assertThat(escaped.matches(other)).isEqualTo(text.equals(other));
  }

  /** Tries every text that a {@code %} may stand for. */
  private static boolean matches(int[] pattern, int token, int[] text, int index) {
    if (token == pattern.length) {
      return index == text.length;
    }
    if (pattern[token] == '%') {
      return matches(pattern, token + 1, text, index)
          || (index < text.length && matches(pattern, token, text, index + 1));
    }
    return index < text.length
        && (pattern[token] == '_' || pattern[token] == text[index])
        && matches(pattern, token + 1, text, index + 1);
  }

  @Provide
  Arbitrary<String> patterns() {
    return strings("a", "b", "😀", "😁", "%", "_", "!");
  }

  @Provide
  Arbitrary<String> texts() {
    return strings("a", "b", "😀", "😁");
  }

  private static Arbitrary<String> strings(String... codePoints) {
    return Arbitraries.of(codePoints).list().ofMaxSize(8).map(parts -> String.join("", parts));
  }
}
