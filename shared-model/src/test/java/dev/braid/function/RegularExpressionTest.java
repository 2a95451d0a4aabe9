package dev.braid.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegularExpressionTest {
  private static final int HALF_MEBIBYTE = 1 << 19;

  /** Each just within the bound on depth, or above it. */
  @ParameterizedTest
  @CsvSource({
    "^(a|b)*$, 200, true",
    "^(a|b)*$, 100000, true",
    "^(a|b)*$, 140000,",
    "^((((a|b))))*$, 140, true",
    "^((((a|b))))*$, 70000, true",
    "^((((a|b))))*$, 80000,",
    "^(((a|b)*?)*?)*?$, 60000, true",
    "^(?:(a|b){1000}){2}$, 20, false",
    "^(?:(a|b){1000}){2}$, 40,"
  })
  void findsTheSameOnASmallStack(String pattern, int length, Boolean found) throws Exception {
    RegularExpression regular = RegularExpression.of(pattern).orElseThrow();
    String text = "ab".repeat(length / 2);
    AtomicReference<Object> result = new AtomicReference<>("nothing");
    Thread thread =
        new Thread(
            null, () -> result.set(regular.search(text, Matches::find)), "small", HALF_MEBIBYTE);
    thread.start();
    thread.join();
    assertThat(result.get()).isEqualTo(found);
  }

  @Test
  void anInterruptedCallerStaysInterrupted() {
    RegularExpression regular = RegularExpression.of("^(a|b)*$").orElseThrow();
    Thread.currentThread().interrupt();
    Boolean found = regular.search("a".repeat(10_000), Matches::find);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(found).isTrue();
  }

  @Property
  void noMatchPartsACodePoint(@ForAll("patterns") String pattern, @ForAll("texts") String text) {
    Boolean whole =
        RegularExpression.of(pattern)
            .orElseThrow()
            .search(
                text,
                matches -> {
                  boolean soFar = true;
                  int begin = 0;
                  while (matches.find()) {
                    soFar &= matches.start() >= begin;
                    soFar &= isWhole(text.substring(begin, matches.start()));
                    soFar &= isWhole(matches.group(0));
                    begin = matches.end();
                  }
                  return soFar;
                });
    assertThat(whole).isTrue();
  }

  private static boolean isWhole(String text) {
    return text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
  }

  @Provide
  Arbitrary<String> patterns() {
    return Arbitraries.of(
        "",
        ".",
        ".*",
        "a*",
        "[^a]",
        "[^a]?",
        "\\P{So}",
        "\\P{So}*",
        "\\W",
        "(?=a)",
        "\\b",
        "$",
        "😁?");
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of("a", "😀", "😁", "\n")
        .list()
        .ofMaxSize(6)
        .map(parts -> String.join("", parts));
  }
}
