package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.when;

import dev.braid.batch.delta.SparkTypes;
import dev.braid.batch.delta.WireForm;
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
import dev.braid.plan.InputColumns;
import dev.braid.plan.IsDistinct;
import dev.braid.plan.IsNull;
import dev.braid.plan.Literal;
import dev.braid.plan.Logical;
import dev.braid.plan.Not;
import dev.braid.plan.PlanPrinter;
import dev.braid.type.DataType;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.sql.Column;

/**
 * Expressions as Spark columns, with the meaning that {@link
 * dev.braid.expression.ExpressionCompiler} gives them: native where Spark's own form is equal, else
 * over the {@link Bridge}. Relies on {@link dev.braid.batch.delta.Sessions}' settings: no ANSI
 * mode, UTC, decimals without loss of precision.
 */
final class ExpressionTranslator implements ExpressionVisitor<Column> {
  private final List<Column> inputs;
  private final Consumer<SharedCode> bridged;

  /**
   * @param inputs what {@link ColumnRef#index} counts
   */
  ExpressionTranslator(List<Column> inputs) {
    this(inputs, shared -> {});
  }

  /**
   * @param bridged told of each expression that is not native
   */
  ExpressionTranslator(List<Column> inputs, Consumer<SharedCode> bridged) {
    this.inputs = inputs;
    this.bridged = bridged;
  }

  Column translate(Expression expression) {
    return expression.accept(this);
  }

  private Column[] translateAll(List<Expression> expressions) {
    return expressions.stream().map(this::translate).toArray(Column[]::new);
  }

  /**
   * The expression by the evaluator that all engines share.
   *
   * @param why Spark's own form will not do
   */
  Column bridge(Expression expression, String why) {
    if (InputColumns.of(expression).isEmpty()) {
      return visitLiteral(Bridge.constant(expression));
    }
    bridged.accept(new SharedCode(PlanPrinter.print(expression), why));
    return Bridge.column(expression, inputs);
  }

  @Override
  public Column visitColumn(ColumnRef column) {
    return inputs.get(column.index());
  }

  @Override
  public Column visitLiteral(Literal literal) {
    DataType type = literal.type();
    Object value = literal.value();
    if (value == null) {
      return lit(null).cast(SparkTypes.of(type));
    }
    return switch (type.kind()) {
      case BOOLEAN, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, VARCHAR -> lit(value);
      case VARBINARY -> lit(WireForm.encode(value));
      case DECIMAL -> lit(value).cast(SparkTypes.of(type));
      case DATE -> date_from_unix_date(lit(value));
      case TIMESTAMP, TIMESTAMP_TZ -> timestamp_micros(lit(value));
      case ARRAY ->
          array(
              ((List<?>) value)
                  .stream()
                      .map(each -> visitLiteral(new Literal(type.element(), each)))
                      .toArray(Column[]::new));
      case MAP -> throw new IllegalStateException("no literal is a " + type);
    };
  }

  @Override
  public Column visitComparison(Comparison comparison) {
    Column left = translate(comparison.left());
    Column right = translate(comparison.right());
    Comparison.Operator operator = comparison.operator();
    Column compared =
        switch (operator) {
          case EQUAL -> left.equalTo(right);
          case NOT_EQUAL -> left.notEqual(right);
          case LESS -> left.lt(right);
          case LESS_OR_EQUAL -> left.leq(right);
          case GREATER -> left.gt(right);
          case GREATER_OR_EQUAL -> left.geq(right);
        };
    return comparison.left().type().isFloating()
        ? Doubles.compare(operator, left, right, compared)
        : compared;
  }

  /** Spark's null-safe equality takes NaN for equal to itself, and the zeros to each other. */
  @Override
  public Column visitIsDistinct(IsDistinct isDistinct) {
    return not(translate(isDistinct.left()).eqNullSafe(translate(isDistinct.right())));
  }

  /** To Spark's IN, NaN is equal to itself. */
  @Override
  public Column visitIn(In in) {
    return in.value().type().isFloating()
        ? bridge(in, "in Spark's IN, NaN equals itself")
        : translate(in.value()).isin((Object[]) translateAll(in.options()));
  }

  @Override
  public Column visitLogical(Logical logical) {
    return logical.terms().stream()
        .map(this::translate)
        .reduce(logical.operator() == Logical.Operator.AND ? Column::and : Column::or)
        .orElseThrow();
  }

  @Override
  public Column visitNot(Not not) {
    return not(translate(not.value()));
  }

  private static Column not(Column condition) {
    return org.apache.spark.sql.functions.not(condition);
  }

  @Override
  public Column visitIsNull(IsNull isNull) {
    return translate(isNull.value()).isNull();
  }

  @Override
  public Column visitArithmetic(Arithmetic arithmetic) {
    return SparkArithmetic.translate(arithmetic, this);
  }

  @Override
  public Column visitCast(Cast cast) {
    return SparkCast.translate(cast, translate(cast.value()))
        .orElseGet(() -> bridge(cast, SparkCast.difference(cast)));
  }

  @Override
  public Column visitCase(Case cases) {
    Column chosen = null;
    for (Case.Branch branch : cases.branches()) {
      Column condition = translate(branch.condition());
      Column result = translate(branch.result());
      chosen = chosen == null ? when(condition, result) : chosen.when(condition, result);
    }
    return chosen.otherwise(translate(cases.otherwise()));
  }

  @Override
  public Column visitCoalesce(Coalesce coalesce) {
    return coalesce(translateAll(coalesce.values()));
  }

  @Override
  public Column visitCall(FunctionCall call) {
    return SparkFunctions.translate(call, this)
        .orElseGet(() -> bridge(call, SparkFunctions.difference(call)));
  }
}
