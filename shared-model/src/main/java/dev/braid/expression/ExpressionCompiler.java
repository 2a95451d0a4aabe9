package dev.braid.expression;

import dev.braid.function.BoundFunction;
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
import java.util.stream.Stream;

/**
 * Turns an expression into evaluators once, one a node and chosen by its types, so that no row pays
 * for looking at the plan.
 */
public final class ExpressionCompiler implements ExpressionVisitor<Evaluator> {
  private static final ExpressionCompiler INSTANCE = new ExpressionCompiler();

  private ExpressionCompiler() {}

  public static Evaluator compile(Expression expression) {
    return expression.accept(INSTANCE);
  }

  static Evaluator[] compileAll(Stream<Expression> expressions) {
    return expressions.map(ExpressionCompiler::compile).toArray(Evaluator[]::new);
  }

  @Override
  public Evaluator visitColumn(ColumnRef column) {
    return new ColumnEvaluator(column);
  }

  @Override
  public Evaluator visitLiteral(Literal literal) {
    return new LiteralEvaluator(literal);
  }

  @Override
  public Evaluator visitComparison(Comparison comparison) {
    return Comparisons.of(comparison);
  }

  @Override
  public Evaluator visitIsDistinct(IsDistinct isDistinct) {
    return Comparisons.of(isDistinct);
  }

  @Override
  public Evaluator visitIn(In in) {
    return Comparisons.of(in);
  }

  @Override
  public Evaluator visitLogical(Logical logical) {
    Evaluator[] terms = compileAll(logical.terms().stream());
    boolean decisive = logical.operator() == Logical.Operator.OR;
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        boolean sawNull = false;
        for (Evaluator term : terms) {
          boolean value = term.evaluateBoolean(row);
          if (row.wasNull()) {
            sawNull = true;
          } else if (value == decisive) {
            return decisive;
          }
        }
        row.setNull(sawNull);
        return !sawNull && !decisive;
      }
    };
  }

  @Override
  public Evaluator visitNot(Not not) {
    Evaluator value = compile(not.value());
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        boolean holds = value.evaluateBoolean(row);
        return !row.wasNull() && !holds;
      }
    };
  }

  @Override
  public Evaluator visitIsNull(IsNull isNull) {
    Evaluator value = compile(isNull.value());
    return new BooleanEvaluator() {
      @Override
      public boolean evaluateBoolean(InputRow row) {
        boolean found = value.isNull(row);
        row.setNull(false);
        return found;
      }
    };
  }

  @Override
  public Evaluator visitArithmetic(Arithmetic arithmetic) {
    return ArithmeticOperations.of(arithmetic);
  }

  @Override
  public Evaluator visitCast(Cast cast) {
    Evaluator value = compile(cast.value());
    DataType from = cast.value().type();
    return from.equals(cast.type())
        ? value
        : Calls.of(cast.type(), Conversions.between(from, cast.type()), value);
  }

  @Override
  public Evaluator visitCase(Case cases) {
    return new CaseEvaluator(cases);
  }

  @Override
  public Evaluator visitCoalesce(Coalesce coalesce) {
    return new CoalesceEvaluator(coalesce);
  }

  @Override
  public Evaluator visitCall(FunctionCall call) {
    BoundFunction function = call.bind();
    Evaluator[] arguments = compileAll(function.inputs().stream().map(call.arguments()::get));
    return Calls.of(call.type(), function.body(), arguments);
  }
}
