package dev.braid.view.sql;

import dev.braid.aggregate.Aggregates;
import dev.braid.error.ModelErrors;
import dev.braid.error.Place;
import dev.braid.function.DateTrunc;
import dev.braid.function.ScalarFunction;
import dev.braid.function.ScalarFunctions;
import dev.braid.plan.Arithmetic;
import dev.braid.plan.Comparison;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.IsNull;
import dev.braid.plan.Literal;
import dev.braid.plan.Logical;
import dev.braid.plan.Not;
import dev.braid.type.DataType;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.SubqueryExpression;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Turns the parser's expressions into typed ones, every coercion explicit. */
final class ExpressionBinder extends AstVisitor<Expression, Void> {
  private static final Set<String> VOLATILE =
      Set.of("now", "random", "rand", "uuid", "current_date", "current_timestamp");

  private final SqlText sql;
  private final Scope scope;

  ExpressionBinder(SqlText sql, Scope scope) {
    this.sql = sql;
    this.scope = scope;
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
    return scope.column(node, Optional.empty(), node);
  }

  @Override
  protected Expression visitDereferenceExpression(DereferenceExpression node, Void context) {
    if (node.getBase() instanceof Identifier qualifier && node.getField().isPresent()) {
      return scope.column(node, Optional.of(qualifier), node.getField().get());
    }
    throw sql.refuse(node, Refusal.OTHER);
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
          case IS_DISTINCT_FROM -> throw sql.refuse(node, Refusal.DISTINCT_FROM);
        };
    Operands operands = bindPair(node, node.getLeft(), node.getRight());
    Operands aligned =
        TypeCoercion.aligned(operands)
            .orElseThrow(() -> TypeMismatch.of(sql.at(node), operator.symbol(), operands));
    return new Comparison(operator, aligned.left(), aligned.right());
  }

  @Override
  protected Expression visitArithmeticBinary(ArithmeticBinaryExpression node, Void context) {
    Arithmetic.Operator operator =
        switch (node.getOperator()) {
          case ADD -> Arithmetic.Operator.ADD;
          case SUBTRACT -> Arithmetic.Operator.SUBTRACT;
          case MULTIPLY -> Arithmetic.Operator.MULTIPLY;
          case DIVIDE, MODULUS -> throw sql.refuse(node, Refusal.DIVISION);
        };
    Operands operands = bindPair(node, node.getLeft(), node.getRight());
    requireNumeric(node.getLeft(), operator.symbol(), operands.left());
    requireNumeric(node.getRight(), operator.symbol(), operands.right());
    return arithmetic(sql.at(node), operator, operands);
  }

  private void requireNumeric(Node node, String operator, Expression operand) {
    if (!operand.type().isNumeric()) {
      throw ModelErrors.notNumeric(sql.at(node), operator, operand.type());
    }
  }

  private static Expression arithmetic(
      Place place, Arithmetic.Operator operator, Operands operands) {
    DataType leftType = operands.left().type();
    DataType rightType = operands.right().type();
    Expression left = operands.left();
    Expression right = operands.right();
    if (leftType.isDecimal() && rightType.isInteger()) {
      right = TypeCoercion.coerce(right, rightType.asDecimal());
    } else if (rightType.isDecimal() && leftType.isInteger()) {
      left = TypeCoercion.coerce(left, leftType.asDecimal());
    } else if (!(leftType.isDecimal() && rightType.isDecimal())) {
      DataType common = TypeCoercion.common(leftType, rightType).orElseThrow();
      left = TypeCoercion.coerce(left, common);
      right = TypeCoercion.coerce(right, common);
    }
    DataType type =
        operator
            .resultType(left.type(), right.type())
            .orElseThrow(
                () -> ModelErrors.decimalsTooWide(place, operator.symbol(), leftType, rightType));
    return new Arithmetic(operator, left, right, type);
  }

  /** {@code -x} is {@code -1 * x}: the one product that keeps -0.0 and NULLs what overflows. */
  @Override
  protected Expression visitArithmeticUnary(ArithmeticUnaryExpression node, Void context) {
    Expression value = bindTyped(node.getValue());
    if (node.getSign() == ArithmeticUnaryExpression.Sign.PLUS) {
      requireNumeric(node.getValue(), "+", value);
      return value;
    }
    requireNumeric(node.getValue(), "-", value);
    DataType type = value.type().isDecimal() ? DataType.decimal(1, 0) : value.type();
    Literal minusOne =
        type.isDecimal()
            ? new Literal(type, BigDecimal.ONE.negate())
            : (Literal) TypeCoercion.coerce(new Literal(DataType.INTEGER, -1), type);
    return arithmetic(sql.at(node), Arithmetic.Operator.MULTIPLY, new Operands(minusOne, value));
  }

  /** Both operands; a bare NULL takes the other's type. */
  private Operands bindPair(
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
    String name = AggregateBinder.name(node);
    if (node.getWindow().isPresent()) {
      throw sql.refuse(node, Refusal.WINDOW);
    }
    if (node.getOrderBy().isPresent()) {
      throw sql.refuse(node, Refusal.CALL_ORDER_BY);
    }
    if (node.getProcessingMode().isPresent()) {
      throw sql.refuse(node, Refusal.PROCESSING_MODE);
    }
    if (Aggregates.names().contains(name)) {
      return scope.aggregate(node);
    }
    if (VOLATILE.contains(name)) {
      throw sql.refuse(node, Refusal.VOLATILE);
    }
    return ScalarFunctions.find(name)
        .map(function -> call(node, function))
        .orElseThrow(() -> ModelErrors.unknownFunction(sql.at(node), name, functionNames()));
  }

  private static Set<String> functionNames() {
    Set<String> names = new TreeSet<>(Aggregates.names());
    names.addAll(ScalarFunctions.names());
    return names;
  }

  private Expression call(io.trino.sql.tree.FunctionCall node, ScalarFunction function) {
    if (node.isDistinct() || node.getFilter().isPresent()) {
      throw ModelErrors.wrongArguments(sql.at(node), node.toString(), function.usage());
    }
    List<Expression> arguments = node.getArguments().stream().map(this::bindTyped).toList();
    DataType type =
        function.resultType(arguments).orElseThrow(() -> badCall(node, function, arguments));
    return new FunctionCall(function.name(), arguments, type);
  }

  private RuntimeException badCall(
      io.trino.sql.tree.FunctionCall node, ScalarFunction function, List<Expression> arguments) {
    boolean unknownUnit =
        function instanceof DateTrunc
            && arguments.size() == 2
            && arguments.get(0) instanceof Literal unit
            && unit.value() instanceof String
            && DateTrunc.Unit.of(unit).isEmpty();
    return unknownUnit
        ? ModelErrors.unknownUnit(
            sql.at(node.getArguments().get(0)),
            (String) ((Literal) arguments.get(0)).value(),
            DateTrunc.Unit.names())
        : ModelErrors.wrongArguments(
            sql.at(node),
            function.name()
                + arguments.stream()
                    .map(Expression::type)
                    .toList()
                    .toString()
                    .replace('[', '(')
                    .replace(']', ')'),
            function.usage());
  }

  // What the language leaves out and users reach for.

  @Override
  protected Expression visitBetweenPredicate(BetweenPredicate node, Void context) {
    throw sql.refuse(node, Refusal.BETWEEN);
  }

  @Override
  protected Expression visitInPredicate(InPredicate node, Void context) {
    throw sql.refuse(
        node, node.getValueList() instanceof SubqueryExpression ? Refusal.SUBQUERY : Refusal.IN);
  }

  @Override
  protected Expression visitExists(ExistsPredicate node, Void context) {
    throw sql.refuse(node, Refusal.SUBQUERY);
  }

  @Override
  protected Expression visitSubqueryExpression(SubqueryExpression node, Void context) {
    throw sql.refuse(node, Refusal.SUBQUERY);
  }

  @Override
  protected Expression visitCast(io.trino.sql.tree.Cast node, Void context) {
    throw sql.refuse(node, Refusal.CAST);
  }

  @Override
  protected Expression visitCurrentTime(CurrentTime node, Void context) {
    throw sql.refuse(node, Refusal.VOLATILE);
  }
}
