package dev.braid.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.type.DataType;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldPathTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a | [a]",
        "a.b.c | [a, b, c]",
        "zip-code.Ä | [zip-code, Ä]",
        "a.\"b.c\".d | [a, b.c, d]",
        "\"a \"\"b\"\"\" | [a \"b\"]",
      })
  void reads(String text, String fields) {
    assertThat(FieldPath.parse(text).orElseThrow()).hasToString(fields);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "a b", "a. b", "\"\"", "\"a", "a\"b\"", "\"a\"b"})
  void refuses(String text) {
    assertThat(FieldPath.parse(text)).isEmpty();
  }

  @Property
  void readsWhatItPrints(@ForAll @Size(min = 1, max = 4) List<@NotEmpty String> fields) {
    assertThat(FieldPath.parse(FieldPath.print(fields))).contains(fields);
  }

  @Test
  void aSchemaHashCoversPaths() {
    String plain = hash(null);
    assertThat(hash(List.of("a"))).isEqualTo(plain);
    assertThat(List.of(plain, hash(List.of("b")), hash(List.of("a", "b")), hash(List.of("a.b"))))
        .doesNotHaveDuplicates();
  }

  private static String hash(List<String> path) {
    Column column = new Column("a", DataType.VARCHAR, false, path);
    return new Source("s", "s", "json", 1, List.of(column)).schemaHash();
  }
}
