package dev.braid.serving.cluster;

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
import dev.braid.type.Binary;
import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * A view's expressions in Trino's SQL. An expression of a view is NULL where Trino's fails: TRY.
 * What Trino would compute otherwise is {@link Unsayable}.
 */
final class OutputSql implements ExpressionVisitor<String> {
  private static final String AT_QUERY_TIME =
      "leave it out of the view and write it in the queries over the view";

  private final IntFunction<String> columns;

  /**
   * @param columns what stands for the column of an index
   */
  OutputSql(IntFunction<String> columns) {
    this.columns = columns;
  }

  String of(Expression expression) {
    return expression.accept(this);
  }

  private String operand(Expression expression) {
    String sql = of(expression);
    return expression instanceof ColumnRef || expression instanceof Literal ? sql : "(" + sql + ")";
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(this::of).collect(Collectors.joining(", "));
  }

  private static String attempt(String sql) {
    return "TRY(" + sql + ")";
  }

  @Override
  public String visitColumn(ColumnRef column) {
    return columns.apply(column.index());
  }

  @Override
  public String visitLiteral(Literal literal) {
    DataType type = literal.type();
    Object value = literal.value();
    if (value == null) {
      return Trino.cast("NULL", Trino.type(type));
    }
    return switch (type.kind()) {
      case BOOLEAN -> value.toString();
      case SMALLINT, INTEGER, BIGINT, REAL, DOUBLE ->
          Trino.cast(Trino.text(value.toString()), Trino.type(type));
      case DECIMAL ->
          Trino.cast(Trino.text(((BigDecimal) value).toPlainString()), Trino.type(type));
      case VARCHAR -> Trino.cast(Trino.text((String) value), "varchar");
      case VARBINARY -> "X'" + ((Binary) value).hex() + "'";
      case DATE -> "DATE '" + Temporals.date((Integer) value) + "'";
      case TIMESTAMP -> "TIMESTAMP '" + Temporals.sixDigits((Long) value) + "'";
      case TIMESTAMP_TZ -> "TIMESTAMP '" + Temporals.sixDigits((Long) value) + " UTC'";
      case ARRAY ->
          ((List<?>) value)
              .stream()
                  .map(element -> visitLiteral(new Literal(type.element(), element)))
                  .collect(Collectors.joining(", ", "ARRAY[", "]"));
      case MAP -> throw new IllegalStateException("no literal is a " + type);
    };
  }

  @Override
  public String visitComparison(Comparison comparison) {
    return operand(comparison.left())
        + " "
        + comparison.operator().symbol()
        + " "
        + operand(comparison.right());
  }

  @Override
  public String visitLogical(Logical logical) {
    return logical.terms().stream()
        .map(this::operand)
        .collect(Collectors.joining(" " + logical.operator() + " "));
  }

  @Override
  public String visitNot(Not not) {
    return "NOT " + operand(not.value());
  }

  @Override
  public String visitIsNull(IsNull isNull) {
    return operand(isNull.value()) + " IS NULL";
  }

  @Override
  public String visitIsDistinct(IsDistinct isDistinct) {
    return operand(isDistinct.left()) + " IS DISTINCT FROM " + operand(isDistinct.right());
  }

  /** One by one: Trino's own IN may take one NaN for another. */
  @Override
  public String visitIn(In in) {
    String value = operand(in.value());
    return in.options().stream()
        .map(option -> value + " = " + operand(option))
        .collect(Collectors.joining(" OR "));
  }

  @Override
  public String visitArithmetic(Arithmetic arithmetic) {
    String sql =
        operand(arithmetic.left())
            + " "
            + arithmetic.operator().symbol()
            + " "
            + operand(arithmetic.right());
    DataType type = arithmetic.type();
    if (type.isFloating()) {
      return sql;
    }
    if (arithmetic.operator() == Arithmetic.Operator.DIVIDE && type.isInteger()) {
      // Trino lets the least INTEGER / -1 pass, and fails when it shows it.
      sql = Trino.cast(of(arithmetic.left()), "bigint") + " / " + operand(arithmetic.right());
    }
    return attempt(Trino.cast(sql, Trino.type(type)));
  }

  @Override
  public String visitCast(Cast cast) {
    DataType from = cast.value().type();
    DataType to = cast.type();
    if (from.isTimestamp() && from.kind() == to.kind()) {
      return of(cast.value());
    }
    boolean same =
        from.isExact() && (to.isExact() || to.kind() == DataType.Kind.DOUBLE)
            || from.isInteger() && to.isFloating()
            || from.kind() == DataType.Kind.REAL && to.kind() == DataType.Kind.DOUBLE
            || from.kind() == DataType.Kind.DATE && to.kind() == DataType.Kind.TIMESTAMP
            || from.kind() == DataType.Kind.TIMESTAMP && to.kind() == DataType.Kind.DATE;
    if (!same) {
      throw new Unsayable(
          "Trino's CAST of " + from + " to " + to + " comes to other values", AT_QUERY_TIME);
    }
    return attempt(Trino.cast(of(cast.value()), Trino.type(to)));
  }

  @Override
  public String visitCase(Case cases) {
    return cases.branches().stream()
        .map(branch -> "WHEN " + of(branch.condition()) + " THEN " + of(branch.result()))
        .collect(Collectors.joining(" ", "CASE ", " ELSE " + of(cases.otherwise()) + " END"));
  }

  @Override
  public String visitCoalesce(Coalesce coalesce) {
    return "coalesce(" + list(coalesce.values()) + ")";
  }

  @Override
  public String visitCall(FunctionCall call) {
    if (!ScalarCalls.areSame(call)) {
      throw new Unsayable(
          "Trino's " + call.function() + " may come to other values", AT_QUERY_TIME);
    }
    return attempt(
        Trino.cast(call.function() + "(" + list(call.arguments()) + ")", Trino.type(call.type())));
  }
}
