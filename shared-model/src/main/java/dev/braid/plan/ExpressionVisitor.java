package dev.braid.plan;

/**
 * One method a node and no defaults: a new node fails to compile in every engine until it is
 * translated.
 */
public interface ExpressionVisitor<R> {
  R visitColumn(ColumnRef column);

  R visitLiteral(Literal literal);

  R visitComparison(Comparison comparison);

  R visitLogical(Logical logical);

  R visitNot(Not not);

  R visitIsNull(IsNull isNull);

  R visitArithmetic(Arithmetic arithmetic);

  R visitIsDistinct(IsDistinct isDistinct);

  R visitIn(In in);

  R visitCast(Cast cast);

  R visitCase(Case cases);

  R visitCoalesce(Coalesce coalesce);

  R visitCall(FunctionCall call);
}
