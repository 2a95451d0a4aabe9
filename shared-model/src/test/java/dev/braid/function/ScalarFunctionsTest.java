package dev.braid.function;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ScalarFunctionsTest {
  private static final Expression TEXT = new ColumnRef("s", 0, DataType.VARCHAR);
  private static final Expression NUMBER = new ColumnRef("i", 1, DataType.INTEGER);
  private static final Expression BYTES = new ColumnRef("x", 2, DataType.VARBINARY);

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of("regexp_like", List.of(TEXT, TEXT)),
        Arguments.of("regexp_like", List.of(TEXT, text("("))),
        Arguments.of("regexp_like", List.of(TEXT, text(null))),
        Arguments.of("regexp_like", List.of(NUMBER, text("a"))),
        Arguments.of("regexp_extract", List.of(TEXT, text("a"), text("1"))),
        Arguments.of("regexp_replace", List.of(TEXT, text("a"), TEXT)),
        Arguments.of("regexp_replace", List.of(TEXT, text("*"), text(""))),
        Arguments.of("like", List.of(TEXT)),
        Arguments.of("like", List.of(NUMBER, text("%"))),
        Arguments.of("concat", List.of(TEXT)),
        Arguments.of("concat", List.of(TEXT, NUMBER)),
        Arguments.of("substr", List.of(TEXT, TEXT)),
        Arguments.of("md5", List.of(NUMBER)),
        Arguments.of("to_hex", List.of(TEXT)),
        Arguments.of("greatest", List.of(NUMBER)),
        Arguments.of("least", List.of(NUMBER, TEXT)),
        Arguments.of("least", List.of(BYTES, TEXT)));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void takesNoOtherArguments(String name, List<Expression> arguments) {
    assertThat(ScalarFunctions.find(name).orElseThrow().bind(arguments)).isEmpty();
  }

  private static Literal text(String value) {
    return new Literal(DataType.VARCHAR, value);
  }
}
