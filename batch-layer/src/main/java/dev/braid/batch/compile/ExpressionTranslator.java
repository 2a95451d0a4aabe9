package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.date_from_unix_date;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;
import static org.apache.spark.sql.functions.try_add;
import static org.apache.spark.sql.functions.try_multiply;
import static org.apache.spark.sql.functions.try_subtract;

import dev.braid.batch.delta.SparkTypes;
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
import java.util.List;
import org.apache.spark.sql.Column;

/**
 * Expressions as native Spark columns, with the meaning that {@link
 * dev.braid.expression.ExpressionCompiler} gives them. Relies on {@link
 * dev.braid.batch.delta.Sessions}' settings: no ANSI mode, UTC, decimals without loss of precision.
 */
final class ExpressionTranslator implements ExpressionVisitor<Column> {
  private final List<Column> inputs;

  /**
   * @param inputs what {@link ColumnRef#index} counts
   */
  ExpressionTranslator(List<Column> inputs) {
    this.inputs = inputs;
  }

  Column translate(Expression expression) {
    return expression.accept(this);
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
      case BOOLEAN, INTEGER, BIGINT, DOUBLE, VARCHAR -> lit(value);
      case DECIMAL -> lit(value).cast(SparkTypes.of(type));
      case DATE -> date_from_unix_date(lit(value));
      case TIMESTAMP -> timestamp_micros(lit(value));
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
    return comparison.left().type().kind() == DataType.Kind.DOUBLE
        ? Doubles.compare(operator, left, right, compared)
        : compared;
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
    return org.apache.spark.sql.functions.not(translate(not.value()));
  }

  @Override
  public Column visitIsNull(IsNull isNull) {
    return translate(isNull.value()).isNull();
  }

  @Override
  public Column visitArithmetic(Arithmetic arithmetic) {
    Column left = translate(arithmetic.left());
    Column right = translate(arithmetic.right());
    Column result =
        switch (arithmetic.operator()) {
          case ADD -> try_add(left, right);
          case SUBTRACT -> try_subtract(left, right);
          case MULTIPLY -> try_multiply(left, right);
        };
    // Spark allows a product one digit more than Trino; the cast makes what needs it NULL.
    return arithmetic.type().isDecimal() ? result.cast(SparkTypes.of(arithmetic.type())) : result;
  }

  @Override
  public Column visitCast(Cast cast) {
    return translate(cast.value()).cast(SparkTypes.of(cast.type()));
  }

  @Override
  public Column visitCall(FunctionCall call) {
    return SparkFunctions.get(call.function())
        .apply(call.arguments(), call.arguments().stream().map(this::translate).toList());
  }
}
