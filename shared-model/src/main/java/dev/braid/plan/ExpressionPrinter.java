package dev.braid.plan;

import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import dev.braid.type.WallClock;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Expressions as SQL that says every type: what is coerced has a CAST. */
final class ExpressionPrinter implements ExpressionVisitor<String> {
  private static final ExpressionPrinter INSTANCE = new ExpressionPrinter();

  private ExpressionPrinter() {}

  static String print(Expression expression) {
    return expression.accept(INSTANCE);
  }

  /** In brackets unless it is a single word or call. */
  private static String operand(Expression expression) {
    boolean single =
        expression instanceof ColumnRef
            || expression instanceof Literal
            || expression instanceof Cast
            || expression instanceof Coalesce
            || expression instanceof FunctionCall;
    return single ? print(expression) : "(" + print(expression) + ")";
  }

  @Override
  public String visitColumn(ColumnRef column) {
    return column.name();
  }

  @Override
  public String visitLiteral(Literal literal) {
    DataType type = literal.type();
    Object value = literal.value();
    if (value == null) {
      return "CAST(NULL AS " + type + ")";
    }
    return switch (type.kind()) {
      case BOOLEAN -> value.toString().toUpperCase(Locale.ROOT);
      case SMALLINT -> "SMALLINT '" + value + "'";
      case INTEGER -> value.toString();
      case REAL -> "REAL '" + value + "'";
      case BIGINT -> "BIGINT '" + value + "'";
      case DOUBLE -> "DOUBLE '" + value + "'";
      case DECIMAL -> type + " '" + ((BigDecimal) value).toPlainString() + "'";
      case VARCHAR -> "'" + ((String) value).replace("'", "''") + "'";
      case DATE -> "DATE '" + Temporals.date((Integer) value) + "'";
      case TIMESTAMP -> "TIMESTAMP '" + Temporals.timestamp((Long) value) + "'";
      case TIMESTAMP_TZ ->
          "TIMESTAMP '"
              + Temporals.sixDigits(WallClock.reading(type).applyAsLong((Long) value))
              + " "
              + type.zone()
              + "'";
      case VARBINARY -> value.toString();
      case ARRAY ->
          ((List<?>) value)
              .stream()
                  .map(element -> print(new Literal(type.element(), element)))
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
        .map(ExpressionPrinter::operand)
        .collect(Collectors.joining(" " + logical.operator() + " "));
  }

  @Override
  public String visitNot(Not not) {
    Expression value = not.value();
    if (value instanceof IsNull isNull) {
      return operand(isNull.value()) + " IS NOT NULL";
    }
    if (value instanceof In in) {
      return operand(in.value()) + " NOT IN " + list(in.options());
    }
    return value instanceof IsDistinct pair
        ? operand(pair.left()) + " IS NOT DISTINCT FROM " + operand(pair.right())
        : "NOT " + operand(value);
  }

  @Override
  public String visitIsNull(IsNull isNull) {
    return operand(isNull.value()) + " IS NULL";
  }

  @Override
  public String visitArithmetic(Arithmetic arithmetic) {
    return operand(arithmetic.left())
        + " "
        + arithmetic.operator().symbol()
        + " "
        + operand(arithmetic.right());
  }

  @Override
  public String visitIsDistinct(IsDistinct isDistinct) {
    return operand(isDistinct.left()) + " IS DISTINCT FROM " + operand(isDistinct.right());
  }

  @Override
  public String visitIn(In in) {
    return operand(in.value()) + " IN " + list(in.options());
  }

  @Override
  public String visitCast(Cast cast) {
    DataType type = cast.type();
    return type.kind() == DataType.Kind.TIMESTAMP_TZ && cast.value().type().isTimestamp()
        ? operand(cast.value()) + " AT TIME ZONE '" + type.zone() + "'"
        : "CAST(" + print(cast.value()) + " AS " + type + ")";
  }

  @Override
  public String visitCase(Case cases) {
    return cases.branches().stream()
        .map(branch -> "WHEN " + print(branch.condition()) + " THEN " + print(branch.result()))
        .collect(Collectors.joining(" ", "CASE ", " ELSE " + print(cases.otherwise()) + " END"));
  }

  @Override
  public String visitCoalesce(Coalesce coalesce) {
    return "COALESCE" + list(coalesce.values());
  }

  @Override
  public String visitCall(FunctionCall call) {
    return call.function() + list(call.arguments());
  }

  private static String list(List<Expression> expressions) {
    return expressions.stream()
        .map(ExpressionPrinter::print)
        .collect(Collectors.joining(", ", "(", ")"));
  }
}
