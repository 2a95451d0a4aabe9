package dev.braid.plan;

import java.util.List;
import java.util.stream.Stream;

/** The columns that an expression reads. */
public final class InputColumns implements ExpressionVisitor<Stream<ColumnRef>> {
  private static final InputColumns INSTANCE = new InputColumns();

  private InputColumns() {}

  /** Each once, in the order of their first use. */
  public static List<ColumnRef> of(Expression expression) {
    return expression.accept(INSTANCE).distinct().toList();
  }

  private Stream<ColumnRef> all(List<Expression> expressions) {
    return expressions.stream().flatMap(expression -> expression.accept(this));
  }

  @Override
  public Stream<ColumnRef> visitColumn(ColumnRef column) {
    return Stream.of(column);
  }

  @Override
  public Stream<ColumnRef> visitLiteral(Literal literal) {
    return Stream.empty();
  }

  @Override
  public Stream<ColumnRef> visitComparison(Comparison comparison) {
    return all(List.of(comparison.left(), comparison.right()));
  }

  @Override
  public Stream<ColumnRef> visitLogical(Logical logical) {
    return all(logical.terms());
  }

  @Override
  public Stream<ColumnRef> visitNot(Not not) {
    return not.value().accept(this);
  }

  @Override
  public Stream<ColumnRef> visitIsNull(IsNull isNull) {
    return isNull.value().accept(this);
  }

  @Override
  public Stream<ColumnRef> visitArithmetic(Arithmetic arithmetic) {
    return all(List.of(arithmetic.left(), arithmetic.right()));
  }

  @Override
  public Stream<ColumnRef> visitIsDistinct(IsDistinct isDistinct) {
    return all(List.of(isDistinct.left(), isDistinct.right()));
  }

  @Override
  public Stream<ColumnRef> visitIn(In in) {
    return Stream.concat(in.value().accept(this), all(in.options()));
  }

  @Override
  public Stream<ColumnRef> visitCast(Cast cast) {
    return cast.value().accept(this);
  }

  @Override
  public Stream<ColumnRef> visitCase(Case cases) {
    Stream<ColumnRef> branches =
        cases.branches().stream()
            .flatMap(branch -> all(List.of(branch.condition(), branch.result())));
    return Stream.concat(branches, cases.otherwise().accept(this));
  }

  @Override
  public Stream<ColumnRef> visitCoalesce(Coalesce coalesce) {
    return all(coalesce.values());
  }

  @Override
  public Stream<ColumnRef> visitCall(FunctionCall call) {
    return all(call.arguments());
  }
}
