package dev.braid.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A constant; an ARRAY only of numbers.
 *
 * @param value in {@link DataType}'s Java form; null is the typed NULL
 */
public record Literal(@JsonProperty DataType type, @JsonIgnore Object value) implements Expression {
  public Literal {
    Objects.requireNonNull(type, "type");
    if (value != null && !Values.fits(type, value)) {
      throw new IllegalArgumentException(value + " is not of type " + type);
    }
  }

  @JsonCreator
  static Literal fromJson(@JsonProperty("type") DataType type, @JsonProperty("text") String text) {
    return new Literal(type, text == null ? null : parse(type, text));
  }

  @JsonProperty("text")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  String text() {
    if (value == null) {
      return null;
    }
    if (value instanceof List<?> list) {
      return list.stream().map(String::valueOf).collect(Collectors.joining(","));
    }
    if (value instanceof Binary binary) {
      return binary.hex();
    }
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private static Object parse(DataType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.valueOf(text);
      case SMALLINT -> Short.valueOf(text);
      case INTEGER, DATE -> Integer.valueOf(text);
      case BIGINT, TIMESTAMP, TIMESTAMP_TZ -> Long.valueOf(text);
      case REAL -> Float.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case DECIMAL -> new BigDecimal(text).setScale(type.scale());
      case VARCHAR -> text;
      case VARBINARY -> Binary.ofHex(text);
      case ARRAY ->
          text.isEmpty()
              ? List.of()
              : Arrays.stream(text.split(","))
                  .map(element -> parse(type.element(), element))
                  .toList();
      case MAP -> throw new IllegalArgumentException("no literal is a " + type);
    };
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitLiteral(this);
  }
}
