package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.plan.Cast;
import dev.braid.plan.Comparison;
import dev.braid.plan.Expression;
import dev.braid.plan.IsDistinct;
import dev.braid.plan.IsNull;
import dev.braid.plan.Literal;
import dev.braid.plan.Logical;
import dev.braid.plan.Not;
import dev.braid.type.DataType;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IntervalLiteral;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.Trim;
import java.util.ArrayList;
import java.util.List;

/** Turns the parser's expressions into typed ones, every coercion explicit. */
final class ExpressionBinder extends AstVisitor<Expression, Void> {
  private final SqlText sql;
  private final Scope scope;
  private final CallBinder calls;
  private final ChoiceBinder choices;
  private final ArithmeticBinder arithmetic;

  ExpressionBinder(SqlText sql, Scope scope) {
    this.sql = sql;
    this.scope = scope;
    this.choices = new ChoiceBinder(sql, this);
    this.arithmetic = new ArithmeticBinder(sql, this);
    this.calls = new CallBinder(sql, scope, this, arithmetic);
  }

  /** May give {@link TypeCoercion#UNTYPED_NULL}. */
  Expression bind(io.trino.sql.tree.Expression node) {
    return scope.whole(node).orElseGet(() -> process(node));
  }

  Expression bindTyped(io.trino.sql.tree.Expression node) {
    Expression bound = bind(node);
    if (TypeCoercion.isUntypedNull(bound)) {
      throw ModelErrors.untypedNull(sql.at(node));
    }
    return bound;
  }

  /**
   * @param where what wants the condition, for the error message
   */
  Expression bindCondition(io.trino.sql.tree.Expression node, String where) {
    Expression bound = TypeCoercion.typedAs(DataType.BOOLEAN, bind(node));
    if (!bound.type().equals(DataType.BOOLEAN)) {
      throw ModelErrors.notBoolean(sql.at(node), where, bound.type());
    }
    return bound;
  }

  @Override
  protected Expression visitNode(Node node, Void context) {
    throw sql.refuse(node, Refusal.OTHER);
  }

  @Override
  protected Expression visitIdentifier(Identifier node, Void context) {
    return scope.column(node, List.of(node));
  }

  @Override
  protected Expression visitDereferenceExpression(DereferenceExpression node, Void context) {
    List<Identifier> parts = new ArrayList<>();
    io.trino.sql.tree.Expression base = node;
    while (base instanceof DereferenceExpression outer && outer.getField().isPresent()) {
      parts.add(0, outer.getField().get());
      base = outer.getBase();
    }
    if (!(base instanceof Identifier first)) {
      throw sql.refuse(node, Refusal.OTHER);
    }
    parts.add(0, first);
    return scope.column(node, parts);
  }

  @Override
  protected Expression visitLiteral(io.trino.sql.tree.Literal node, Void context) {
    return LiteralBinder.bind(sql, node);
  }

  @Override
  protected Expression visitLogicalExpression(LogicalExpression node, Void context) {
    Logical.Operator operator = Logical.Operator.valueOf(node.getOperator().name());
    List<Expression> terms =
        node.getTerms().stream().map(term -> bindCondition(term, operator.name())).toList();
    return new Logical(operator, terms);
  }

  @Override
  protected Expression visitNotExpression(NotExpression node, Void context) {
    return new Not(bindCondition(node.getValue(), "NOT"));
  }

  @Override
  protected Expression visitIsNullPredicate(IsNullPredicate node, Void context) {
    return new IsNull(bindTyped(node.getValue()));
  }

  @Override
  protected Expression visitIsNotNullPredicate(IsNotNullPredicate node, Void context) {
    return new Not(new IsNull(bindTyped(node.getValue())));
  }

  @Override
  protected Expression visitComparisonExpression(ComparisonExpression node, Void context) {
    Comparison.Operator operator =
        switch (node.getOperator()) {
          case EQUAL -> Comparison.Operator.EQUAL;
          case NOT_EQUAL -> Comparison.Operator.NOT_EQUAL;
          case LESS_THAN -> Comparison.Operator.LESS;
          case LESS_THAN_OR_EQUAL -> Comparison.Operator.LESS_OR_EQUAL;
          case GREATER_THAN -> Comparison.Operator.GREATER;
          case GREATER_THAN_OR_EQUAL -> Comparison.Operator.GREATER_OR_EQUAL;
          case IS_DISTINCT_FROM -> null;
        };
    String symbol = operator == null ? "IS DISTINCT FROM" : operator.symbol();
    Operands operands = bindPair(node, node.getLeft(), node.getRight());
    Operands aligned = aligned(node, symbol, operands);
    return operator == null
        ? new IsDistinct(aligned.left(), aligned.right())
        : new Comparison(operator, aligned.left(), aligned.right());
  }

  private Operands aligned(Node node, String operator, Operands operands) {
    requireComparable(node, operator, operands.left());
    requireComparable(node, operator, operands.right());
    return TypeCoercion.aligned(operands)
        .orElseThrow(() -> TypeMismatch.of(sql.at(node), operator, operands));
  }

  private void requireComparable(Node node, String operator, Expression value) {
    if (!value.type().isComparable()) {
      throw ModelErrors.notComparable(sql.at(node), operator, value.type());
    }
  }

  @Override
  protected Expression visitArithmeticBinary(ArithmeticBinaryExpression node, Void context) {
    return arithmetic.binary(node);
  }

  @Override
  protected Expression visitArithmeticUnary(ArithmeticUnaryExpression node, Void context) {
    return arithmetic.sign(node);
  }

  /** Both operands; a bare NULL takes the other's type. */
  Operands bindPair(
      Node node, io.trino.sql.tree.Expression leftNode, io.trino.sql.tree.Expression rightNode) {
    Expression left = bind(leftNode);
    Expression right = bind(rightNode);
    if (TypeCoercion.isUntypedNull(left) && TypeCoercion.isUntypedNull(right)) {
      throw ModelErrors.untypedNull(sql.at(node));
    }
    return new Operands(
        TypeCoercion.typedAs(right.type(), left), TypeCoercion.typedAs(left.type(), right));
  }

  @Override
  protected Expression visitFunctionCall(io.trino.sql.tree.FunctionCall node, Void context) {
    return calls.bind(node);
  }

  @Override
  protected Expression visitLikePredicate(LikePredicate node, Void context) {
    return calls.like(node);
  }

  @Override
  protected Expression visitExtract(Extract node, Void context) {
    return calls.extract(node);
  }

  @Override
  protected Expression visitTrim(Trim node, Void context) {
    return calls.trim(node);
  }

  @Override
  protected Expression visitInPredicate(InPredicate node, Void context) {
    return choices.in(node);
  }

  @Override
  protected Expression visitSearchedCaseExpression(SearchedCaseExpression node, Void context) {
    return choices.searchedCase(node);
  }

  @Override
  protected Expression visitSimpleCaseExpression(SimpleCaseExpression node, Void context) {
    return choices.simpleCase(node);
  }

  @Override
  protected Expression visitIfExpression(IfExpression node, Void context) {
    return choices.ifElse(node);
  }

  @Override
  protected Expression visitNullIfExpression(NullIfExpression node, Void context) {
    return choices.nullIf(node);
  }

  @Override
  protected Expression visitCoalesceExpression(CoalesceExpression node, Void context) {
    return choices.coalesce(node);
  }

  @Override
  protected Expression visitBetweenPredicate(BetweenPredicate node, Void context) {
    return new Logical(
        Logical.Operator.AND,
        List.of(
            bound(node, Comparison.Operator.GREATER_OR_EQUAL, node.getMin()),
            bound(node, Comparison.Operator.LESS_OR_EQUAL, node.getMax())));
  }

  private Expression bound(
      BetweenPredicate node, Comparison.Operator operator, io.trino.sql.tree.Expression limit) {
    Operands operands = bindPair(node, node.getValue(), limit);
    Operands aligned = aligned(node, "BETWEEN", operands);
    return new Comparison(operator, aligned.left(), aligned.right());
  }

  Expression equal(
      Node node, io.trino.sql.tree.Expression left, io.trino.sql.tree.Expression right) {
    Operands aligned = aligned(node, "=", bindPair(node, left, right));
    return new Comparison(Comparison.Operator.EQUAL, aligned.left(), aligned.right());
  }

  /** CAST and TRY_CAST alike: what cannot be converted is NULL. */
  @Override
  protected Expression visitCast(io.trino.sql.tree.Cast node, Void context) {
    String name = node.getType().toString();
    DataType type =
        SqlTypes.parse(name)
            .orElseThrow(() -> ModelErrors.unknownType(sql.at(node.getType()), name));
    return cast(node, node.getExpression(), type);
  }

  Expression cast(Node node, io.trino.sql.tree.Expression valueNode, DataType type) {
    Expression value = TypeCoercion.typedAs(type, bind(valueNode));
    if (!Cast.converts(value.type(), type)) {
      throw ModelErrors.noCast(sql.at(node), value.type(), type);
    }
    return TypeCoercion.coerce(value, type);
  }

  @Override
  protected Expression visitAtTimeZone(AtTimeZone node, Void context) {
    return atTimeZone(node.getValue(), node.getTimeZone());
  }

  Expression atTimeZone(
      io.trino.sql.tree.Expression valueNode, io.trino.sql.tree.Expression zoneNode) {
    Expression value = bindTyped(valueNode);
    if (!value.type().isTimestamp()) {
      throw ModelErrors.notTimestamp(sql.at(valueNode), value.type());
    }
    if (!(zoneNode instanceof StringLiteral zone)) {
      throw ModelErrors.zoneNotConstant(sql.at(zoneNode));
    }
    String name = zone.getValue();
    DataType type =
        DataType.parseZone(name).orElseThrow(() -> ModelErrors.unknownZone(sql.at(zoneNode), name));
    return TypeCoercion.coerce(value, type);
  }

  /** An array of constants: only as an aggregate's argument. */
  @Override
  protected Expression visitArray(Array node, Void context) {
    if (node.getValues().isEmpty()) {
      throw sql.refuse(node, Refusal.ARRAY);
    }
    List<Expression> elements = choices.unified("ARRAY", node, node.getValues());
    List<Object> values = new ArrayList<>();
    for (Expression element : elements) {
      if (!(element instanceof Literal literal)
          || literal.value() == null
          || !literal.type().isNumeric()) {
        throw sql.refuse(node, Refusal.ARRAY);
      }
      values.add(literal.value());
    }
    return new Literal(DataType.array(elements.get(0).type()), values);
  }

  // What the language leaves out and users reach for.

  @Override
  protected Expression visitExists(ExistsPredicate node, Void context) {
    throw sql.refuse(node, Refusal.SUBQUERY);
  }

  @Override
  protected Expression visitSubqueryExpression(SubqueryExpression node, Void context) {
    throw sql.refuse(node, Refusal.SUBQUERY);
  }

  @Override
  protected Expression visitIntervalLiteral(IntervalLiteral node, Void context) {
    throw sql.refuse(node, Refusal.INTERVAL);
  }

  @Override
  protected Expression visitParameter(Parameter node, Void context) {
    throw sql.refuse(node, Refusal.PARAMETER);
  }

  @Override
  protected Expression visitCurrentTime(CurrentTime node, Void context) {
    throw sql.refuse(node, Refusal.VOLATILE);
  }
}
