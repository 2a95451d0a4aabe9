package dev.braid.serving.oracle;

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
import java.util.List;
import java.util.stream.Collectors;

/** Expressions in DuckDB's SQL. */
final class SqlExpressions implements ExpressionVisitor<String> {
  private final Met met;
  private final SqlCasts casts;
  private final SqlFunctions functions;

  SqlExpressions(Met met) {
    this.met = met;
    this.casts = new SqlCasts(met);
    this.functions = new SqlFunctions(met, this);
  }

  String of(Expression expression) {
    String node = expression.getClass().getSimpleName();
    met.translated(expression instanceof FunctionCall call ? call.function() : node);
    return expression.accept(this);
  }

  @Override
  public String visitColumn(ColumnRef column) {
    return '"' + column.name() + '"';
  }

  @Override
  public String visitLiteral(Literal literal) {
    return SqlTypes.constant(literal);
  }

  @Override
  public String visitComparison(Comparison comparison) {
    return comparison(comparison.operator(), comparison.left(), comparison.right());
  }

  private String comparison(Comparison.Operator operator, Expression left, Expression right) {
    String a = of(left);
    String b = of(right);
    String plain = "(" + a + " " + operator.symbol() + " " + b + ")";
    if (!left.type().isFloating()) {
      return plain;
    }
    boolean holds = operator == Comparison.Operator.NOT_EQUAL;
    return met.bridge(
        Difference.NAN_EQUALS_NAN,
        "CASE WHEN %s IS NULL OR %s IS NULL THEN NULL WHEN isnan(%s) OR isnan(%s) THEN %s ELSE %s END"
            .formatted(a, b, a, b, holds, plain));
  }

  @Override
  public String visitLogical(Logical logical) {
    return logical.terms().stream()
        .map(this::of)
        .collect(Collectors.joining(" " + logical.operator() + " ", "(", ")"));
  }

  @Override
  public String visitNot(Not not) {
    return "(NOT " + of(not.value()) + ")";
  }

  @Override
  public String visitIsNull(IsNull isNull) {
    return "(" + of(isNull.value()) + " IS NULL)";
  }

  @Override
  public String visitIsDistinct(IsDistinct isDistinct) {
    return "(" + of(isDistinct.left()) + " IS DISTINCT FROM " + of(isDistinct.right()) + ")";
  }

  @Override
  public String visitIn(In in) {
    if (in.value().type().isFloating()) {
      return in.options().stream()
          .map(option -> comparison(Comparison.Operator.EQUAL, in.value(), option))
          .collect(Collectors.joining(" OR ", "(", ")"));
    }
    return "(" + of(in.value()) + " IN " + list(in.options()) + ")";
  }

  @Override
  public String visitArithmetic(Arithmetic arithmetic) {
    String a = of(arithmetic.left());
    String b = of(arithmetic.right());
    DataType type = arithmetic.type();
    String plain = "(" + a + " " + arithmetic.operator().symbol() + " " + b + ")";
    if (type.isFloating()) {
      return plain;
    }
    if (type.isDecimal()) {
      return decimal(arithmetic, a, b);
    }
    return switch (arithmetic.operator()) {
      case ADD, SUBTRACT, MULTIPLY -> met.attempt(plain);
      case DIVIDE ->
          met.bridge(
              Difference.INTEGER_DIVISION, met.attempt("(%s // nullif(%s, 0))".formatted(a, b)));
      case MODULUS ->
          met.bridge(
              Difference.LEAST_REMAINDER,
              "CASE WHEN %s = -1 AND %s IS NOT NULL THEN 0 ELSE TRY(%s %% nullif(%s, 0)) END"
                  .formatted(b, a, a, b));
    };
  }

  private String decimal(Arithmetic arithmetic, String a, String b) {
    DataType left = arithmetic.left().type();
    DataType right = arithmetic.right().type();
    int whole = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
    int scale = Math.max(left.scale(), right.scale());
    boolean multiplies = arithmetic.operator() == Arithmetic.Operator.MULTIPLY;
    if (arithmetic.operator() == Arithmetic.Operator.DIVIDE) {
      throw Difference.DECIMAL_DIVISION.leftOut();
    }
    if (!multiplies && whole + scale > DataType.MAX_PRECISION) {
      throw Difference.DECIMAL_BEYOND_38.leftOut();
    }
    String computed =
        switch (arithmetic.operator()) {
          case ADD, SUBTRACT -> {
            DataType wide =
                DataType.decimal(Math.min(DataType.MAX_PRECISION, whole + scale + 1), scale);
            yield "(%s %s %s)"
                .formatted(
                    SqlTypes.cast(a, wide), arithmetic.operator().symbol(), SqlTypes.cast(b, wide));
          }
          case MULTIPLY ->
              "(%s * %s)"
                  .formatted(
                      SqlTypes.cast(a, DataType.decimal(DataType.MAX_PRECISION, left.scale())), b);
          default -> "(%s %% nullif(%s, 0))".formatted(a, b);
        };
    return met.bridge(
        Difference.DECIMAL_WIDTH, met.attempt(SqlTypes.cast(computed, arithmetic.type())));
  }

  @Override
  public String visitCast(Cast cast) {
    DataType from = cast.value().type();
    met.translated("to " + cast.type().kind());
    return casts.of(of(cast.value()), from, cast.type());
  }

  @Override
  public String visitCase(Case cases) {
    return cases.branches().stream()
        .map(branch -> "WHEN " + of(branch.condition()) + " THEN " + of(branch.result()))
        .collect(Collectors.joining(" ", "CASE ", " ELSE " + of(cases.otherwise()) + " END"));
  }

  @Override
  public String visitCoalesce(Coalesce coalesce) {
    return "COALESCE" + list(coalesce.values());
  }

  @Override
  public String visitCall(FunctionCall call) {
    return functions.of(call);
  }

  private String list(List<Expression> expressions) {
    return expressions.stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
  }
}
