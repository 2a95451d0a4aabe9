package dev.braid.expression;

import dev.braid.plan.Literal;
import dev.braid.type.Carrier;

/** A constant, at hand in every form. */
final class LiteralEvaluator extends ObjectEvaluator {
  private final Object value;
  private final long asLong;
  private final double asDouble;
  private final boolean asBoolean;

  LiteralEvaluator(Literal literal) {
    super(literal.type());
    this.value = literal.value();
    Carrier carrier = value == null ? Carrier.OBJECT : type().carrier();
    this.asLong = carrier == Carrier.LONG ? ((Number) value).longValue() : 0;
    this.asDouble = carrier == Carrier.DOUBLE ? ((Number) value).doubleValue() : 0;
    this.asBoolean = carrier == Carrier.BOOLEAN && (Boolean) value;
  }

  @Override
  public Object evaluate(InputRow row) {
    return value;
  }

  @Override
  public long evaluateLong(InputRow row) {
    row.setNull(value == null);
    return asLong;
  }

  @Override
  public double evaluateDouble(InputRow row) {
    row.setNull(value == null);
    return asDouble;
  }

  @Override
  public boolean evaluateBoolean(InputRow row) {
    row.setNull(value == null);
    return asBoolean;
  }
}
