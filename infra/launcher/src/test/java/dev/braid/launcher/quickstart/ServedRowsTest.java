package dev.braid.launcher.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.braid.error.BraidException;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServedRowsTest {
  private static final URI FROM = URI.create("http://127.0.0.1:8080/");

  @Test
  void valuesAreOfTheirColumnsTypes() throws IOException {
    List<Object[]> rows =
        ServedRows.of(
            json(
                """
                {"columns": [{"name": "origin", "type": "varchar"},
                             {"name": "hour", "type": "timestamp(6)"},
                             {"name": "day", "type": "date"},
                             {"name": "flights", "type": "bigint"},
                             {"name": "price", "type": "decimal(38,2)"},
                             {"name": "mean", "type": "double"},
                             {"name": "odd", "type": "boolean"}],
                 "rows": [["SFO", "2001-01-01T05:00:00", "2001-01-01", 12, "7.50", 1.5, true],
                          [null, null, null, null, null, "NaN", null]]}
                """),
            FROM);
    assertThat(rows)
        .containsExactly(
            new Object[] {
              "SFO",
              LocalDateTime.of(2001, 1, 1, 5, 0),
              LocalDate.of(2001, 1, 1),
              new BigDecimal("12"),
              new BigDecimal("7.50"),
              1.5,
              true
            },
            new Object[] {null, null, null, null, null, Double.NaN, null});
  }

  @Test
  void aNestedValueIsNoneOfThem() throws IOException {
    JsonNode answer =
        json("{\"columns\": [{\"name\": \"xs\", \"type\": \"array(bigint)\"}], \"rows\": [[[1]]]}");
    assertThatThrownBy(() -> ServedRows.of(answer, FROM))
        .isInstanceOf(BraidException.class)
        .hasMessageContaining("a value [1]");
  }

  private static JsonNode json(String text) throws IOException {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build()
        .readTree(text);
  }
}
