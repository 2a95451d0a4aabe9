package dev.braid.expression;

import dev.braid.function.ScalarFunctions;
import dev.braid.plan.Arithmetic;
import dev.braid.plan.Cast;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Comparison;
import dev.braid.plan.Expression;
import dev.braid.plan.ExpressionVisitor;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.IsNull;
import dev.braid.plan.Literal;
import dev.braid.plan.Logical;
import dev.braid.plan.Not;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.math.BigDecimal;
import java.util.List;

/** Turns an expression into closures once, so that no row pays for looking at the plan. */
public final class ExpressionCompiler implements ExpressionVisitor<Evaluator> {
  private static final ExpressionCompiler INSTANCE = new ExpressionCompiler();

  private ExpressionCompiler() {}

  public static Evaluator compile(Expression expression) {
    return expression.accept(INSTANCE);
  }

  @Override
  public Evaluator visitColumn(ColumnRef column) {
    int index = column.index();
    return row -> row[index];
  }

  @Override
  public Evaluator visitLiteral(Literal literal) {
    Object value = literal.value();
    return row -> value;
  }

  @Override
  public Evaluator visitComparison(Comparison comparison) {
    Evaluator left = compile(comparison.left());
    Evaluator right = compile(comparison.right());
    Comparison.Operator operator = comparison.operator();
    DataType type = comparison.left().type();
    if (type.kind() == DataType.Kind.DOUBLE) {
      return row -> {
        Double a = (Double) left.evaluate(row);
        Double b = (Double) right.evaluate(row);
        if (a == null || b == null) {
          return null;
        }
        return (a.isNaN() || b.isNaN())
            ? operator == Comparison.Operator.NOT_EQUAL
            : operator.holds(Values.compare(type, a, b));
      };
    }
    return row -> {
      Object a = left.evaluate(row);
      Object b = right.evaluate(row);
      return a == null || b == null ? null : (Object) operator.holds(Values.compare(type, a, b));
    };
  }

  @Override
  public Evaluator visitLogical(Logical logical) {
    Evaluator[] terms =
        logical.terms().stream().map(ExpressionCompiler::compile).toArray(Evaluator[]::new);
    Boolean decisive = logical.operator() == Logical.Operator.OR;
    return row -> {
      boolean sawNull = false;
      for (Evaluator term : terms) {
        Object value = term.evaluate(row);
        if (value == null) {
          sawNull = true;
        } else if (value.equals(decisive)) {
          return decisive;
        }
      }
      return sawNull ? null : (Object) !decisive;
    };
  }

  @Override
  public Evaluator visitNot(Not not) {
    Evaluator value = compile(not.value());
    return row -> {
      Boolean result = (Boolean) value.evaluate(row);
      return result == null ? null : (Object) !result;
    };
  }

  @Override
  public Evaluator visitIsNull(IsNull isNull) {
    Evaluator value = compile(isNull.value());
    return row -> value.evaluate(row) == null;
  }

  @Override
  public Evaluator visitArithmetic(Arithmetic arithmetic) {
    Evaluator left = compile(arithmetic.left());
    Evaluator right = compile(arithmetic.right());
    Total total = total(arithmetic.operator(), arithmetic.type());
    return row -> {
      Object a = left.evaluate(row);
      Object b = right.evaluate(row);
      return a == null || b == null ? null : total.apply(a, b);
    };
  }

  /** An operation over two values that are not null; null if it cannot be computed. */
  @FunctionalInterface
  private interface Total {
    Object apply(Object left, Object right);
  }

  private static Total total(Arithmetic.Operator operator, DataType type) {
    return switch (type.kind()) {
      case INTEGER ->
          switch (operator) {
            case ADD -> (a, b) -> integer((long) (Integer) a + (Integer) b);
            case SUBTRACT -> (a, b) -> integer((long) (Integer) a - (Integer) b);
            case MULTIPLY -> (a, b) -> integer((long) (Integer) a * (Integer) b);
          };
      case BIGINT ->
          switch (operator) {
            case ADD -> (a, b) -> addBigint((Long) a, (Long) b);
            case SUBTRACT -> (a, b) -> subtractBigint((Long) a, (Long) b);
            case MULTIPLY -> (a, b) -> multiplyBigint((Long) a, (Long) b);
          };
      case DOUBLE ->
          switch (operator) {
            case ADD -> (a, b) -> (Double) a + (Double) b;
            case SUBTRACT -> (a, b) -> (Double) a - (Double) b;
            case MULTIPLY -> (a, b) -> (Double) a * (Double) b;
          };
      case DECIMAL ->
          switch (operator) {
            case ADD -> (a, b) -> decimal(((BigDecimal) a).add((BigDecimal) b), type);
            case SUBTRACT -> (a, b) -> decimal(((BigDecimal) a).subtract((BigDecimal) b), type);
            case MULTIPLY -> (a, b) -> decimal(((BigDecimal) a).multiply((BigDecimal) b), type);
          };
      case BOOLEAN, VARCHAR, DATE, TIMESTAMP ->
          throw new IllegalStateException("no arithmetic on " + type);
    };
  }

  private static Object integer(long value) {
    return value == (int) value ? (Object) (int) value : null;
  }

  private static Object addBigint(long a, long b) {
    long sum = a + b;
    return ((a ^ sum) & (b ^ sum)) < 0 ? null : (Object) sum;
  }

  private static Object subtractBigint(long a, long b) {
    long difference = a - b;
    return ((a ^ b) & (a ^ difference)) < 0 ? null : (Object) difference;
  }

  private static Object multiplyBigint(long a, long b) {
    long product = a * b;
    return Math.multiplyHigh(a, b) == product >> 63 ? (Object) product : null;
  }

  private static Object decimal(BigDecimal value, DataType type) {
    return value.precision() <= type.precision() ? value : null;
  }

  @Override
  public Evaluator visitCast(Cast cast) {
    Evaluator value = compile(cast.value());
    DataType to = cast.type();
    return row -> {
      Object from = value.evaluate(row);
      return from == null ? null : Values.widen(from, to);
    };
  }

  @Override
  public Evaluator visitCall(FunctionCall call) {
    List<Evaluator> arguments = call.arguments().stream().map(ExpressionCompiler::compile).toList();
    return ScalarFunctions.find(call.function())
        .orElseThrow(() -> new IllegalStateException("no function " + call.function()))
        .compile(call.arguments(), arguments);
  }
}
