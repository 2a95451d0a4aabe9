package dev.braid.plan;

import dev.braid.type.DataType;
import dev.braid.type.Temporals;
import java.math.BigDecimal;
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
      case INTEGER -> value.toString();
      case BIGINT -> "BIGINT '" + value + "'";
      case DOUBLE -> "DOUBLE '" + value + "'";
      case DECIMAL -> type + " '" + ((BigDecimal) value).toPlainString() + "'";
      case VARCHAR -> "'" + ((String) value).replace("'", "''") + "'";
      case DATE -> "DATE '" + Temporals.date((Integer) value) + "'";
      case TIMESTAMP -> "TIMESTAMP '" + Temporals.timestamp((Long) value) + "'";
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
    return not.value() instanceof IsNull isNull
        ? operand(isNull.value()) + " IS NOT NULL"
        : "NOT " + operand(not.value());
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
  public String visitCast(Cast cast) {
    return "CAST(" + print(cast.value()) + " AS " + cast.type() + ")";
  }

  @Override
  public String visitCall(FunctionCall call) {
    return call.function()
        + call.arguments().stream()
            .map(ExpressionPrinter::print)
            .collect(Collectors.joining(", ", "(", ")"));
  }
}
