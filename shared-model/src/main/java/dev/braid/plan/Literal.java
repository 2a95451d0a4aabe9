package dev.braid.plan;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * A constant.
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
    return value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
  }

  private static Object parse(DataType type, String text) {
    return switch (type.kind()) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INTEGER, DATE -> Integer.valueOf(text);
      case BIGINT, TIMESTAMP -> Long.valueOf(text);
      case DOUBLE -> Double.valueOf(text);
      case DECIMAL -> new BigDecimal(text).setScale(type.scale());
      case VARCHAR -> text;
    };
  }

  @Override
  public <R> R accept(ExpressionVisitor<R> visitor) {
    return visitor.visitLiteral(this);
  }
}
