package dev.braid.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDecoderTest {
  private static final String REJECTED = "rejected";

  @ParameterizedTest(name = "{0} from {1} is {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          BOOLEAN | true | true
          BOOLEAN | false | false
          BOOLEAN | null | null
          BOOLEAN | "true" | rejected
          BOOLEAN | 1 | rejected
          BOOLEAN | {} | rejected
          INTEGER | 2147483647 | 2147483647
          INTEGER | 2147483648 | rejected
          INTEGER | -2147483648 | -2147483648
          INTEGER | -2147483649 | rejected
          INTEGER | 5.0 | 5
          INTEGER | 5.000 | 5
          INTEGER | 5.5 | rejected
          INTEGER | 1e3 | 1000
          INTEGER | 1e10 | rejected
          INTEGER | -0 | 0
          INTEGER | -0.0 | 0
          INTEGER | 0e999999999 | 0
          INTEGER | 1e-999999999 | rejected
          INTEGER | 1e999999999 | rejected
          INTEGER | 1e99999999999 | rejected
          INTEGER | "17" | 17
          INTEGER | "+17" | 17
          INTEGER | "17.0" | 17
          INTEGER | " 17" | rejected
          INTEGER | "" | rejected
          INTEGER | "0x11" | rejected
          INTEGER | "١٧" | rejected
          INTEGER | "1_000" | rejected
          INTEGER | true | rejected
          INTEGER | [1] | rejected
          BIGINT | 9223372036854775807 | 9223372036854775807
          BIGINT | 9223372036854775808 | rejected
          BIGINT | -9223372036854775808 | -9223372036854775808
          BIGINT | -9223372036854775809 | rejected
          BIGINT | 9223372036854775807.0 | 9223372036854775807
          BIGINT | 9.223372036854775807e18 | 9223372036854775807
          BIGINT | 9.3e18 | rejected
          BIGINT | "9223372036854775807" | 9223372036854775807
          DOUBLE | 1.5 | 1.5
          DOUBLE | 1 | 1.0
          DOUBLE | -0.0 | -0.0
          DOUBLE | 1e400 | rejected
          DOUBLE | -1e400 | rejected
          DOUBLE | 1e-400 | 0.0
          DOUBLE | 1.7976931348623157e308 | 1.7976931348623157E308
          DOUBLE | 123456789012345678901234567890 | 1.2345678901234568E29
          DOUBLE | "1.5" | rejected
          DOUBLE | "NaN" | rejected
          DECIMAL(5,2) | 19.99 | 19.99
          DECIMAL(5,2) | 19.9 | 19.90
          DECIMAL(5,2) | 19.990 | 19.99
          DECIMAL(5,2) | 19.991 | rejected
          DECIMAL(5,2) | 999.99 | 999.99
          DECIMAL(5,2) | 1000 | rejected
          DECIMAL(5,2) | 1e2 | 100.00
          DECIMAL(5,2) | 1e-2 | 0.01
          DECIMAL(5,2) | 1e-3 | rejected
          DECIMAL(5,2) | 0.000 | 0.00
          DECIMAL(5,2) | "-19.99" | -19.99
          DECIMAL(5,2) | "abc" | rejected
          DECIMAL(5,2) | 1e1000000000 | rejected
          DECIMAL(38,0) | 99999999999999999999999999999999999999 | 99999999999999999999999999999999999999
          DECIMAL(38,0) | 100000000000000000000000000000000000000 | rejected
          DECIMAL(38,38) | 0.00000000000000000000000000000000000001 | 0.00000000000000000000000000000000000001
          DECIMAL(38,38) | 1 | rejected
          VARCHAR | "" | ``
          VARCHAR | "a\\nb" | `a
          b`
          VARCHAR | "\\u00e9" | é
          VARCHAR | "\\ud83d\\ude00" | 😀
          VARCHAR | "\\ud83d" | rejected
          VARCHAR | "\\ude00\\ud83d" | rejected
          VARCHAR | "x\\ud83dy" | rejected
          VARCHAR | 5 | rejected
          VARCHAR | true | rejected
          VARCHAR | ["a"] | rejected
          DATE | "2024-02-29" | 2024-02-29
          DATE | "2023-02-29" | rejected
          DATE | "2026-04-31" | rejected
          DATE | "2026-1-1" | rejected
          DATE | "0001-01-01" | 0001-01-01
          DATE | "0000-12-31" | rejected
          DATE | "9999-12-31" | 9999-12-31
          DATE | "+10000-01-01" | rejected
          DATE | "2026-01-31T00:00:00" | rejected
          DATE | 20260131 | rejected
          TIMESTAMP | "2026-01-31T12:34:56.123456Z" | 2026-01-31 12:34:56.123456
          TIMESTAMP | "2026-01-31T12:34:56.123456789Z" | 2026-01-31 12:34:56.123456
          TIMESTAMP | "2026-01-31T12:34:56" | 2026-01-31 12:34:56
          TIMESTAMP | "2026-01-31 12:34:56" | 2026-01-31 12:34:56
          TIMESTAMP | "2026-01-31t12:34:56z" | 2026-01-31 12:34:56
          TIMESTAMP | "2026-01-31T12:34" | 2026-01-31 12:34:00
          TIMESTAMP | "2026-01-31T12:34:56+02:00" | 2026-01-31 10:34:56
          TIMESTAMP | "2026-01-31T12:34:56-0530" | 2026-01-31 18:04:56
          TIMESTAMP | "2026-01-31T12:34:56+02" | 2026-01-31 10:34:56
          TIMESTAMP | "2026-01-31 12:34:56.5 +02:00" | rejected
          TIMESTAMP | "2026-01-31T12:34:56+02:00Z" | rejected
          TIMESTAMP | "2026-01-31T12:34:56+25:00" | rejected
          TIMESTAMP | "1969-12-31T23:59:59.999999999Z" | 1969-12-31 23:59:59.999999
          TIMESTAMP | "2026-02-30T00:00:00Z" | rejected
          TIMESTAMP | "2026-01-31T24:00:00Z" | rejected
          TIMESTAMP | "2026-01-31T23:59:60Z" | rejected
          TIMESTAMP | "2026-01-31" | rejected
          TIMESTAMP | "2026-01-31T12:34:56 Europe/Berlin" | rejected
          TIMESTAMP | "9999-12-31T23:59:59.999999Z" | 9999-12-31 23:59:59.999999
          TIMESTAMP | "9999-12-31T23:59:59-01:00" | rejected
          TIMESTAMP | "0001-01-01T00:00:00+01:00" | rejected
          TIMESTAMP | 0 | 1970-01-01 00:00:00
          TIMESTAMP | 1767225600123 | 2026-01-01 00:00:00.123
          TIMESTAMP | -1 | 1969-12-31 23:59:59.999
          TIMESTAMP | 1767225600.5 | rejected
          TIMESTAMP | 253402300799999 | 9999-12-31 23:59:59.999
          TIMESTAMP | 253402300800000 | rejected
          TIMESTAMP | 9223372036854775807 | rejected
          TIMESTAMP | 99999999999999999999999999 | rejected
          TIMESTAMP | "1767225600123" | rejected
          SMALLINT | 32767 | 32767
          SMALLINT | 32768 | rejected
          SMALLINT | -32768 | -32768
          SMALLINT | "-32769" | rejected
          SMALLINT | 5.0 | 5
          SMALLINT | 5.5 | rejected
          REAL | 1.5 | 1.5
          REAL | 1 | 1.0
          REAL | 0.1 | 0.1
          REAL | -0.0 | -0.0
          REAL | 1.00000017881393432617187499 | 1.0000001
          REAL | 3.4028235e38 | 3.4028235E38
          REAL | 1e39 | rejected
          REAL | 1e-50 | 0.0
          REAL | "1.5" | rejected
          VARBINARY | "AP8=" | X'00ff'
          VARBINARY | "" | X''
          VARBINARY | "A" | rejected
          VARBINARY | "no base64!" | rejected
          VARBINARY | 5 | rejected
          TIMESTAMP WITH TIME ZONE | "2026-01-31T12:34:56+02:00" | 2026-01-31 10:34:56
          TIMESTAMP WITH TIME ZONE | "2026-01-31T12:34:56" | 2026-01-31 12:34:56
          TIMESTAMP WITH TIME ZONE | 1767225600123 | 2026-01-01 00:00:00.123
          TIMESTAMP WITH TIME ZONE | "2026-01-31" | rejected
          """)
  void reads(String typeName, String json, String expected) {
    DataType type = DataType.parse(typeName).orElseThrow();
    EventDecoder decoder = decoder(new Column("x", type, false));
    Object[] row = new Object[1];
    Rejection rejection = decoder.decode(utf8("{\"x\": " + json + "}"), row);
    if (REJECTED.equals(expected)) {
      assertThat(rejection).isNotNull();
      assertThat(rejection.code()).isEqualTo("WRONG_TYPE");
      assertThat(rejection.reason()).startsWith("column x is " + type + ", found ");
    } else {
      assertThat(rejection).isNull();
      assertThat(show(type, row[0])).isEqualTo(expected);
    }
  }

  private static String show(DataType type, Object value) {
    if (value == null) {
      return "null";
    }
    return switch (type.kind()) {
      case DECIMAL -> ((BigDecimal) value).toPlainString();
      case DATE -> Temporals.date((Integer) value);
      case TIMESTAMP, TIMESTAMP_TZ -> Temporals.timestamp((Long) value);
      default -> value.toString();
    };
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          `` | EMPTY: the record has no value
          ` ` | NOT_AN_OBJECT: the value is not a JSON object
          [] | NOT_AN_OBJECT: the value is not a JSON object
          5 | NOT_AN_OBJECT: the value is not a JSON object
          {"a": 1} {} | NOT_JSON: there is text after the JSON object
          {"a": 1} x | NOT_JSON: not valid JSON at byte 10: Unrecognized token 'x'
          {"a": 1 | NOT_JSON: not valid JSON at byte 7: Unexpected end-of-input
          {"a": 1,} | NOT_JSON: not valid JSON at byte 9: Unexpected character ('}' (code 125))
          {'a': 1} | NOT_JSON: not valid JSON at byte 2: Unexpected character (''' (code 39))
          {"a": NaN} | NOT_JSON: not valid JSON at byte 9: Non-standard token 'NaN'
          {"a": 01} | NOT_JSON: not valid JSON at byte 7: Invalid numeric value
          {"b": "x"} | NULL_NOT_ALLOWED: column a is missing or null
          {"a": null} | NULL_NOT_ALLOWED: column a is missing or null
          {"a": {"b": 1}} | WRONG_TYPE: column a is INTEGER, found an object
          {"a": [1, 2]} | WRONG_TYPE: column a is INTEGER, found an array
          {"a": "\\ud800\\u0000"} | WRONG_TYPE: column a is INTEGER, found "\\ud800\\u0000"
          """)
  void rejects(String json, String expected) {
    Rejection rejection =
        decoder(new Column("a", DataType.INTEGER, true)).decode(utf8(json), new Object[1]);
    assertThat(rejection.code() + ": " + rejection.reason()).startsWith(expected);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"n": 1, "customer": {"id": 7, "address": {"city": "Rome", "zip code": 184}}} | [Rome, 184, 7, 1]
          {"customer": {"address": {"zip code": 184}, "id": 7}} | [null, 184, 7, null]
          {"customer": {"id": 7, "address": {}}} | [null, null, 7, null]
          {"customer": {"id": 7, "address": null}} | [null, null, 7, null]
          {"customer": {"id": 7}, "n": 2} | [null, null, 7, 2]
          {"customer": {"id": 7, "other": {"id": [1, {"id": 2}]}}, "n": 2} | [null, null, 7, 2]
          {"city": "x", "id": 9, "address": {"city": "y"}, "customer": {"customer": {"id": 3}, "id": 7, "n": 4}} | [null, null, 7, null]
          {"customer": {"id": 1, "address": {"city": "Rome"}}, "customer": {"id": 2}} | [null, null, 2, null]
          {"customer": {"id": 1, "address": {"city": "Rome"}, "address": null}} | [null, null, 1, null]
          {} | NULL_NOT_ALLOWED: column id is missing or null
          {"customer": null} | NULL_NOT_ALLOWED: column id is missing or null
          {"customer": {"id": 1}, "customer": null} | NULL_NOT_ALLOWED: column id is missing or null
          {"customer": 5} | WRONG_TYPE: field customer is an object, found 5
          {"customer": [{"id": 7}]} | WRONG_TYPE: field customer is an object, found an array
          {"customer": {"id": 7, "address": "Rome"}} | WRONG_TYPE: field customer.address is an object, found "Rome"
          {"customer": {"id": 7, "address": {"city": {"name": "Rome"}}}} | WRONG_TYPE: column city is VARCHAR, found an object
          {"customer": {"id": 7, "address": {"zip code": 1.5}}} | WRONG_TYPE: column zip is INTEGER, found 1.5
          {"customer": {"id": 7} | NOT_JSON: not valid JSON at byte 22: Unexpected end-of-input
          """)
  void readsNestedFields(String json, String expected) {
    Object[] row = new Object[4];
    Rejection rejection = nested().decode(utf8(json), row);
    String outcome =
        rejection == null ? Arrays.toString(row) : rejection.code() + ": " + rejection.reason();
    assertThat(outcome).startsWith(expected);
  }

  private static EventDecoder nested() {
    return decoder(
        new Column("city", DataType.VARCHAR, false, List.of("customer", "address", "city")),
        new Column("zip", DataType.INTEGER, false, List.of("customer", "address", "zip code")),
        new Column("id", DataType.BIGINT, true, List.of("customer", "id")),
        new Column("n", DataType.INTEGER, false));
  }

  @Property
  void neverThrowsOverNestedFields(@ForAll @Size(max = 40) byte[] inside) {
    byte[] event = utf8("{\"customer\": {\"address\": {" + " ".repeat(inside.length) + "}}}");
    System.arraycopy(inside, 0, event, 26, inside.length);
    check(nested().decode(event, new Object[4]));
  }

  @Test
  void aFieldIsReadByOneColumn() {
    Column one = new Column("one", DataType.VARCHAR, false, List.of("a", "b"));
    for (List<String> path : List.of(List.of("a", "b"), List.of("a"), List.of("a", "b", "c"))) {
      Column other = new Column("other", DataType.VARCHAR, false, path);
      assertThatThrownBy(() -> decoder(one, other)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> decoder(other, one)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nullIsRejected() {
    assertThat(decoder(new Column("a", DataType.INTEGER, false)).decode(null, new Object[1]))
        .isEqualTo(new Rejection("EMPTY", "the record has no value"));
  }

  @Test
  void passesOverUnknownFieldsAndTakesTheLastOfTwo() {
    EventDecoder decoder = decoder(new Column("a", DataType.INTEGER, true));
    Object[] row = new Object[1];
    String json = "{\"a\": 1, \"b\": {\"a\": [2, {\"a\": 3}]}, \"A\": 4, \"a\": 5}";
    assertThat(decoder.decode(utf8(json), row)).isNull();
    assertThat(row).containsExactly(5);
  }

  @Test
  void leavesNothingOfTheEventBefore() {
    EventDecoder decoder = decoder(new Column("a", DataType.INTEGER, false));
    Object[] row = new Object[1];
    decoder.decode(utf8("{\"a\": 1}"), row);
    assertThat(decoder.decode(utf8("{}"), row)).isNull();
    assertThat(row).containsExactly((Object) null);
  }

  @Test
  void rejectsBrokenUtf8() {
    byte[] event = utf8("{\"a\": \"xy\"}");
    event[7] = (byte) 0xc3;
    Rejection rejection =
        decoder(new Column("a", DataType.VARCHAR, false)).decode(event, new Object[1]);
    assertThat(rejection.code()).isEqualTo("NOT_JSON");
    assertThat(rejection.reason()).contains("Invalid UTF-8");
  }

  @Test
  void acceptsAnyNestingToAThousandAndRejectsMore() {
    EventDecoder decoder = decoder(new Column("a", DataType.INTEGER, false));
    Object[] row = new Object[1];
    assertThat(decoder.decode(nested(999), row)).isNull();
    assertThat(decoder.decode(nested(1000), row).code()).isEqualTo("NOT_JSON");
    assertThat(decoder.decode(nested(1_000_000), row).code()).isEqualTo("NOT_JSON");
  }

  private static byte[] nested(int depth) {
    return utf8("{\"b\": " + "[".repeat(depth) + "]".repeat(depth) + ", \"a\": 1}");
  }

  @Test
  void boundsNamesAndNumbersAlikeInEveryJackson() {
    EventDecoder decoder = decoder(new Column("a", DataType.INTEGER, false));
    String name = "n".repeat(50_001);
    assertThat(decoder.decode(utf8("{\"" + name + "\": 1}"), new Object[1]).code())
        .isEqualTo("NOT_JSON");
    String digits = "1".repeat(1001);
    assertThat(decoder.decode(utf8("{\"b\": " + digits + "}"), new Object[1]).code())
        .isEqualTo("NOT_JSON");
  }

  @Test
  void cutsWhatItQuotesBetweenCharacters() throws Exception {
    String longText = "😀".repeat(100);
    Rejection rejection =
        decoder(new Column("a", DataType.INTEGER, false))
            .decode(utf8("{\"a\": \"" + longText + "\"}"), new Object[1]);
    assertThat(rejection.reason())
        .isEqualTo("column a is INTEGER, found \"" + "😀".repeat(60) + "…\"");
    assertThatCode(() -> new ObjectMapper().writeValue(new ByteArrayOutputStream(), rejection))
        .doesNotThrowAnyException();
  }

  @Property
  void neverThrows(@ForAll @Size(max = 40) byte[] bytes, @ForAll @Size(max = 40) byte[] inside) {
    EventDecoder decoder = decoder(new Column("a", DataType.VARCHAR, false));
    check(decoder.decode(bytes, new Object[1]));
    byte[] event = utf8("{\"a\": \"" + " ".repeat(inside.length) + "\"}");
    System.arraycopy(inside, 0, event, 7, inside.length);
    check(decoder.decode(event, new Object[1]));
  }

  private static void check(Rejection rejection) {
    if (rejection != null) {
      assertThatCode(() -> new ObjectMapper().writeValueAsBytes(rejection))
          .doesNotThrowAnyException();
    }
  }

  private static EventDecoder decoder(Column... columns) {
    return new EventDecoder(new Source("s", "s", "json", 1, List.of(columns)));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
