package dev.braid.expression;

import dev.braid.function.Body;
import dev.braid.plan.Arithmetic;
import dev.braid.plan.Case;
import dev.braid.plan.Cast;
import dev.braid.plan.Coalesce;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Comparison;
import dev.braid.plan.Expression;
import dev.braid.plan.ExpressionVisitor;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.In;
import dev.braid.plan.IsDistinct;
import dev.braid.plan.IsNull;
import dev.braid.plan.Literal;
import dev.braid.plan.Logical;
import dev.braid.plan.Not;
import dev.braid.type.DataType;
import dev.braid.type.Values;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

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
    return row -> {
      Object a = left.evaluate(row);
      Object b = right.evaluate(row);
      return a == null || b == null ? null : (Object) holds(operator, type, a, b);
    };
  }

  private static boolean holds(
      Comparison.Operator operator, DataType type, Object left, Object right) {
    return type.isFloating() && (isNaN(left) || isNaN(right))
        ? operator == Comparison.Operator.NOT_EQUAL
        : operator.holds(Values.compare(type, left, right));
  }

  private static boolean isNaN(Object value) {
    return Double.isNaN(((Number) value).doubleValue());
  }

  @Override
  public Evaluator visitIsDistinct(IsDistinct isDistinct) {
    Evaluator left = compile(isDistinct.left());
    Evaluator right = compile(isDistinct.right());
    DataType type = isDistinct.left().type();
    return row -> {
      Object a = left.evaluate(row);
      Object b = right.evaluate(row);
      return a == null || b == null ? a != b : Values.compare(type, a, b) != 0;
    };
  }

  @Override
  public Evaluator visitIn(In in) {
    Evaluator value = compile(in.value());
    Evaluator[] options = compileAll(in.options());
    DataType type = in.value().type();
    return row -> {
      Object sought = value.evaluate(row);
      if (sought == null) {
        return null;
      }
      boolean sawNull = false;
      for (Evaluator option : options) {
        Object found = option.evaluate(row);
        if (found == null) {
          sawNull = true;
        } else if (holds(Comparison.Operator.EQUAL, type, sought, found)) {
          return true;
        }
      }
      return sawNull ? null : (Object) false;
    };
  }

  private static Evaluator[] compileAll(List<Expression> expressions) {
    return expressions.stream().map(ExpressionCompiler::compile).toArray(Evaluator[]::new);
  }

  @Override
  public Evaluator visitLogical(Logical logical) {
    Evaluator[] terms = compileAll(logical.terms());
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
    BinaryOperator<Object> operation =
        ArithmeticOperations.of(arithmetic.operator(), arithmetic.type());
    return row -> {
      Object a = left.evaluate(row);
      Object b = right.evaluate(row);
      return a == null || b == null ? null : operation.apply(a, b);
    };
  }

  @Override
  public Evaluator visitCast(Cast cast) {
    Evaluator value = compile(cast.value());
    UnaryOperator<Object> conversion = Conversions.between(cast.value().type(), cast.type());
    return row -> {
      Object from = value.evaluate(row);
      return from == null ? null : conversion.apply(from);
    };
  }

  @Override
  public Evaluator visitCase(Case cases) {
    Evaluator[] conditions =
        compileAll(cases.branches().stream().map(Case.Branch::condition).toList());
    Evaluator[] results = compileAll(cases.branches().stream().map(Case.Branch::result).toList());
    Evaluator otherwise = compile(cases.otherwise());
    return row -> {
      for (int i = 0; i < conditions.length; i++) {
        if (Boolean.TRUE.equals(conditions[i].evaluate(row))) {
          return results[i].evaluate(row);
        }
      }
      return otherwise.evaluate(row);
    };
  }

  @Override
  public Evaluator visitCoalesce(Coalesce coalesce) {
    Evaluator[] values = compileAll(coalesce.values());
    return row -> {
      for (Evaluator value : values) {
        Object found = value.evaluate(row);
        if (found != null) {
          return found;
        }
      }
      return null;
    };
  }

  @Override
  public Evaluator visitCall(FunctionCall call) {
    Evaluator[] arguments = compileAll(call.arguments());
    Body body = call.bind().body();
    return row -> {
      Object[] values = new Object[arguments.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].evaluate(row);
        if (values[i] == null) {
          return null;
        }
      }
      return body.apply(values);
    };
  }
}
