package dev.braid.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessagesTest {
  private static final List<String> NAMES =
      List.of("count", "sum", "date_trunc", "id", "at", "a_rather_long_name");

  @ParameterizedTest
  @CsvSource({
    "cuont, count",
    "COUNT, count",
    "cnt, count",
    "summ, sum",
    "smu, sum",
    "datetrunc, date_trunc",
    "a_rahter_lnog_nmae, a_rather_long_name",
    "xy,",
    "z,",
    "average,",
    "'',"
  })
  void findsTheNameThatWasMeant(String written, String meant) {
    assertThat(NearestName.of(written, NAMES)).isEqualTo(Optional.ofNullable(meant));
  }

  @Test
  void hintsAtOneNameOrAtAll() {
    assertThat(NearestName.hint("cuont", NAMES)).isEqualTo("; did you mean 'count'?");
    assertThat(NearestName.hint("xyzzy", List.of("a", "b"))).isEqualTo("; known are: a, b");
    assertThat(NearestName.hint("xyzzy", List.of())).isEmpty();
  }

  @Property
  void anExcerptPointsAtItsColumn(@ForAll @IntRange(min = 1, max = 400) int column) {
    String line = "abcdefghij".repeat(40);
    String[] shown = new TextFile("f", line).at(1, column).excerpt().split("\n");
    assertThat(shown).hasSize(3);
    int caret = shown[2].indexOf('^');
    assertThat(shown[1].charAt(caret)).isEqualTo(line.charAt(column - 1));
    assertThat(shown[1].length()).isLessThanOrEqualTo(124);
  }

  @Test
  void anExcerptStaysInsideItsLine() {
    TextFile file = new TextFile("f", "one\r\ntwo\rthree\n");
    assertThat(file.at(2, 99).excerpt()).isEqualTo("\n    two\n       ^");
    assertThat(file.at(3, 1).excerpt()).isEqualTo("\n    three\n    ^");
    assertThat(file.at(4, 1).excerpt()).isEqualTo("\n    \n    ^");
    assertThat(file.at(5, 1).excerpt()).isEmpty();
    assertThat(file.whole().excerpt()).isEmpty();
  }

  @Test
  void anErrorIsDescribedWithItsPlaceFirstAndItsCodeOnTheFirstLine() {
    Location place = new Location("views/v.sql", 3, 7);
    assertThat(
            new BraidException("X", ErrorKind.INPUT, place, "wrong\n    sql\n    ^", null)
                .describe())
        .isEqualTo("views/v.sql:3:7: wrong [X]\n    sql\n    ^");
    assertThat(new BraidException("X", ErrorKind.INPUT, "wrong").describe()).isEqualTo("wrong [X]");
  }

  @Test
  void aPlaceIsWrittenAsEditorsReadIt() {
    assertThat(Location.of("f")).hasToString("f");
    assertThat(new Location("f", 3, 0)).hasToString("f:3");
    assertThat(new Location("f", 3, 7)).hasToString("f:3:7");
  }
}
