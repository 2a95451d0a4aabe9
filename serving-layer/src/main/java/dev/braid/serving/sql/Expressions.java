package dev.braid.serving.sql;

import dev.braid.error.BraidException;
import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.sql.SqlType.Kind;
import io.trino.sql.tree.ArithmeticBinaryExpression;
import io.trino.sql.tree.ArithmeticUnaryExpression;
import io.trino.sql.tree.Array;
import io.trino.sql.tree.AstVisitor;
import io.trino.sql.tree.AtTimeZone;
import io.trino.sql.tree.BetweenPredicate;
import io.trino.sql.tree.Cast;
import io.trino.sql.tree.CoalesceExpression;
import io.trino.sql.tree.ComparisonExpression;
import io.trino.sql.tree.CurrentCatalog;
import io.trino.sql.tree.CurrentSchema;
import io.trino.sql.tree.CurrentTime;
import io.trino.sql.tree.CurrentUser;
import io.trino.sql.tree.DereferenceExpression;
import io.trino.sql.tree.ExistsPredicate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.Format;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.GroupingOperation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.IfExpression;
import io.trino.sql.tree.InListExpression;
import io.trino.sql.tree.InPredicate;
import io.trino.sql.tree.IsNotNullPredicate;
import io.trino.sql.tree.IsNullPredicate;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Literal;
import io.trino.sql.tree.LogicalExpression;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.NotExpression;
import io.trino.sql.tree.NullIfExpression;
import io.trino.sql.tree.Parameter;
import io.trino.sql.tree.QuantifiedComparisonExpression;
import io.trino.sql.tree.Row;
import io.trino.sql.tree.SearchedCaseExpression;
import io.trino.sql.tree.SimpleCaseExpression;
import io.trino.sql.tree.SubqueryExpression;
import io.trino.sql.tree.SubscriptExpression;
import io.trino.sql.tree.Trim;
import io.trino.sql.tree.TryExpression;
import io.trino.sql.tree.WhenClause;
import io.trino.sql.tree.WindowSpecification;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Expressions of one place in a query: resolved, typed and put into the engine's SQL. */
final class Expressions {
  private final Resolving resolving;
  private final Queries queries;
  private final Scope scope;
  private final Grouping grouping;
  private final Map<String, WindowSpecification> windows;
  private final Visitor visitor = new Visitor();

  /** Translates a query that stands inside an expression. */
  interface Queries {
    QueryText translate(io.trino.sql.tree.Query query, Scope outer);
  }

  /**
   * @param grouping null where rows are not grouped, or inside an aggregate's arguments
   * @param windows of the WINDOW clause, by name in lower case
   */
  Expressions(
      Resolving resolving,
      Queries queries,
      Scope scope,
      Grouping grouping,
      Map<String, WindowSpecification> windows) {
    this.windows = windows;
    this.resolving = resolving;
    this.queries = queries;
    this.scope = scope;
    this.grouping = grouping;
  }

  Expressions within(Scope other) {
    return new Expressions(resolving, queries, other, grouping, windows);
  }

  /** The same place, before rows are grouped. */
  Expressions ungrouped() {
    return grouping == null ? this : new Expressions(resolving, queries, scope, null, windows);
  }

  Map<String, WindowSpecification> windows() {
    return windows;
  }

  Grouping grouping() {
    return grouping;
  }

  Scope scope() {
    return scope;
  }

  Resolving resolving() {
    return resolving;
  }

  Typed translate(Expression expression) {
    resolving.enter();
    try {
      if (grouping != null && !(expression instanceof Literal)) {
        Optional<Typed> key = grouping.key(expression, ungrouped());
        if (key.isPresent()) {
          return key.get();
        }
      }
      return visitor.process(expression);
    } finally {
      resolving.leave();
    }
  }

  List<Typed> translate(List<Expression> expressions) {
    return expressions.stream().map(this::translate).toList();
  }

  Typed condition(Expression expression) {
    return expect(translate(expression), SqlType.BOOLEAN, expression);
  }

  /** An expression as a type that it must become unasked. */
  Typed expect(Typed value, SqlType type, Node at) {
    if (!TypeRules.becomes(value.type(), type)) {
      throw ServingErrors.typeMismatch(
          "expected " + type + ", found " + value.type(), Statements.at(at));
    }
    return TypeRules.coerced(value, type);
  }

  /** Values as the type that they have in common. */
  List<Typed> unified(List<Typed> values, Node at) {
    SqlType type = SqlType.UNKNOWN;
    for (Typed value : values) {
      SqlType before = type;
      type =
          TypeRules.common(type, value.type())
              .orElseThrow(
                  () ->
                      ServingErrors.typeMismatch(
                          before + " and " + value.type() + " have no common type",
                          Statements.at(at)));
    }
    SqlType common = type;
    return values.stream().map(value -> TypeRules.coerced(value, common)).toList();
  }

  static BraidException notSupported(String what, Node at) {
    return ServingErrors.notSupported(what, Statements.at(at));
  }

  private final class Visitor extends AstVisitor<Typed, Void> {
    @Override
    protected Typed visitNode(Node node, Void context) {
      throw notSupported(words(node), node);
    }

    private String words(Node node) {
      return node.getClass()
          .getSimpleName()
          .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
          .toLowerCase(Locale.ROOT);
    }

    @Override
    protected Typed visitLiteral(Literal literal, Void context) {
      return Literals.of(literal);
    }

    @Override
    protected Typed visitIntervalLiteral(io.trino.sql.tree.IntervalLiteral literal, Void context) {
      return Literals.interval(literal);
    }

    @Override
    protected Typed visitParameter(Parameter parameter, Void context) {
      List<Expression> given = resolving.parameters();
      if (parameter.getId() >= given.size()) {
        throw ServingErrors.parameters(parameter.getId() + 1, given.size());
      }
      return new Expressions(resolving, queries, Scope.none(null), null, Map.of())
          .translate(given.get(parameter.getId()));
    }

    @Override
    protected Typed visitIdentifier(Identifier identifier, Void context) {
      return column(null, identifier.getValue(), identifier);
    }

    @Override
    protected Typed visitDereferenceExpression(DereferenceExpression node, Void context) {
      String name = node.getField().map(Identifier::getValue).orElse("");
      String relation = relation(node.getBase());
      if (relation != null && scope.withRelation(relation).isPresent()) {
        return column(relation, name, node);
      }
      if (node.getBase() instanceof Identifier base
          && scope.find(null, base.getValue()).isEmpty()) {
        throw ServingErrors.columnNotFound(
            base.getValue() + "." + name, scope.names(), Statements.at(node));
      }
      Typed base = translate(node.getBase());
      int index = -1;
      if (base.type().kind() == Kind.ROW) {
        for (int i = 0; i < base.type().names().size(); i++) {
          index = name.equalsIgnoreCase(base.type().names().get(i)) ? i : index;
        }
      }
      if (index < 0) {
        throw ServingErrors.fieldNotFound(
            base.type() + " has no field " + name, Statements.at(node));
      }
      return fieldOf(base, index);
    }

    private String relation(Expression base) {
      if (base instanceof Identifier identifier) {
        return identifier.getValue();
      }
      return base instanceof DereferenceExpression qualified
              && qualified.getBase() instanceof Identifier
          ? qualified.getField().map(Identifier::getValue).orElse(null)
          : null;
    }

    private Typed column(String relation, String name, Node at) {
      List<Scope.Found> found = scope.find(relation, name);
      if (found.isEmpty()) {
        throw ServingErrors.columnNotFound(name, scope.names(), Statements.at(at));
      }
      if (found.size() > 1) {
        throw ServingErrors.ambiguousName(name, Statements.at(at));
      }
      Field field = found.get(0).field();
      if (grouping != null && grouping.mustBeKey(found.get(0).scope())) {
        throw ServingErrors.notAggregate(name, Statements.at(at));
      }
      return Typed.of(field.text(), field.type());
    }

    @Override
    protected Typed visitArithmeticBinary(ArithmeticBinaryExpression node, Void context) {
      return Arithmetics.binary(
          node.getOperator(), translate(node.getLeft()), translate(node.getRight()), node);
    }

    @Override
    protected Typed visitArithmeticUnary(ArithmeticUnaryExpression node, Void context) {
      Typed value = translate(node.getValue());
      if (!value.type().isNumeric() && !value.type().isInterval()) {
        throw ServingErrors.typeMismatch("no sign before a " + value.type(), Statements.at(node));
      }
      return node.getSign() == ArithmeticUnaryExpression.Sign.PLUS
          ? value
          : Typed.of("(- " + value.text() + ")", value.type());
    }

    @Override
    protected Typed visitComparisonExpression(ComparisonExpression node, Void context) {
      return Comparisons.of(
          node.getOperator(), translate(node.getLeft()), translate(node.getRight()), node);
    }

    @Override
    protected Typed visitBetweenPredicate(BetweenPredicate node, Void context) {
      List<Typed> all =
          unified(translate(List.of(node.getValue(), node.getMin(), node.getMax())), node);
      if (all.get(0).type().isFloating()) {
        return Typed.of(
            "(%s AND %s)"
                .formatted(
                    compared(
                        ComparisonExpression.Operator.GREATER_THAN_OR_EQUAL,
                        all.get(0),
                        all.get(1),
                        node),
                    compared(
                        ComparisonExpression.Operator.LESS_THAN_OR_EQUAL,
                        all.get(0),
                        all.get(2),
                        node)),
            SqlType.BOOLEAN);
      }
      return Typed.of(
          "(%s BETWEEN %s AND %s)"
              .formatted(all.get(0).text(), all.get(1).text(), all.get(2).text()),
          SqlType.BOOLEAN);
    }

    @Override
    protected Typed visitInPredicate(InPredicate node, Void context) {
      Typed value = translate(node.getValue());
      if (node.getValueList() instanceof InListExpression list) {
        List<Typed> all = new ArrayList<>(List.of(value));
        all.addAll(translate(list.getValues()));
        all = unified(all, node);
        Typed first = all.get(0);
        boolean nested = !first.type().parameters().isEmpty();
        if (nested || first.type().isFloating() && !areLong(all.subList(1, all.size()))) {
          return Typed.of(
              all.subList(1, all.size()).stream()
                  .map(item -> compared(ComparisonExpression.Operator.EQUAL, first, item, node))
                  .collect(Collectors.joining(" OR ", "(", ")")),
              SqlType.BOOLEAN);
        }
        return Typed.of(
            "(" + all.get(0).text() + " IN (" + Duck.list(all.subList(1, all.size())) + "))",
            SqlType.BOOLEAN);
      }
      if (node.getValueList() instanceof SubqueryExpression subquery) {
        QueryText inner = queries.translate(subquery.getQuery(), scope);
        if (value.type().kind() == Kind.ROW && inner.columns().size() > 1) {
          inner = inner.asRow();
        }
        SqlType common = common(value.type(), inner.single(node), node);
        return Typed.of(
            "(%s IN (%s))".formatted(TypeRules.coerced(value, common).text(), inner.as(common)),
            SqlType.BOOLEAN);
      }
      throw notSupported("IN without a list", node);
    }

    private boolean areLong(List<Typed> values) {
      return values.stream().allMatch(value -> value.constant() instanceof Long);
    }

    private String compared(
        ComparisonExpression.Operator operator, Typed left, Typed right, Node at) {
      return Comparisons.of(operator, left, right, at).text();
    }

    private SqlType common(SqlType a, SqlType b, Node at) {
      return TypeRules.common(a, b)
          .orElseThrow(
              () ->
                  ServingErrors.typeMismatch(
                      a + " cannot be compared with " + b, Statements.at(at)));
    }

    @Override
    protected Typed visitQuantifiedComparisonExpression(
        QuantifiedComparisonExpression node, Void context) {
      Typed value = translate(node.getValue());
      if (!(node.getSubquery() instanceof SubqueryExpression subquery)) {
        throw notSupported("a comparison with ALL or ANY of something else than a query", node);
      }
      QueryText inner = queries.translate(subquery.getQuery(), scope);
      SqlType common = common(value.type(), inner.single(node), node);
      String quantifier =
          node.getQuantifier() == QuantifiedComparisonExpression.Quantifier.ALL ? "ALL" : "ANY";
      return Typed.of(
          "(%s %s %s (%s))"
              .formatted(
                  TypeRules.coerced(value, common).text(),
                  node.getOperator().getValue(),
                  quantifier,
                  inner.as(common)),
          SqlType.BOOLEAN);
    }

    @Override
    protected Typed visitExists(ExistsPredicate node, Void context) {
      if (!(node.getSubquery() instanceof SubqueryExpression subquery)) {
        throw notSupported("EXISTS of something else than a query", node);
      }
      return Typed.of(
          "EXISTS (" + queries.translate(subquery.getQuery(), scope).sql() + ")", SqlType.BOOLEAN);
    }

    @Override
    protected Typed visitSubqueryExpression(SubqueryExpression node, Void context) {
      QueryText inner = queries.translate(node.getQuery(), scope);
      if (inner.columns().size() > 1) {
        throw notSupported("more than one column of a query that stands for a value", node);
      }
      return Typed.of("(" + inner.sql() + ")", inner.single(node));
    }

    @Override
    protected Typed visitLogicalExpression(LogicalExpression node, Void context) {
      return Typed.of(
          node.getTerms().stream()
              .map(term -> condition(term).text())
              .collect(Collectors.joining(" " + node.getOperator() + " ", "(", ")")),
          SqlType.BOOLEAN);
    }

    @Override
    protected Typed visitNotExpression(NotExpression node, Void context) {
      return Typed.of("(NOT " + condition(node.getValue()).text() + ")", SqlType.BOOLEAN);
    }

    @Override
    protected Typed visitIsNullPredicate(IsNullPredicate node, Void context) {
      return Typed.of("(" + translate(node.getValue()).text() + " IS NULL)", SqlType.BOOLEAN);
    }

    @Override
    protected Typed visitIsNotNullPredicate(IsNotNullPredicate node, Void context) {
      return Typed.of("(" + translate(node.getValue()).text() + " IS NOT NULL)", SqlType.BOOLEAN);
    }

    @Override
    protected Typed visitLikePredicate(LikePredicate node, Void context) {
      Typed value = expect(translate(node.getValue()), SqlType.VARCHAR, node.getValue());
      Typed pattern = expect(translate(node.getPattern()), SqlType.VARCHAR, node.getPattern());
      String escape = "";
      if (node.getEscape().isPresent()) {
        Expression at = node.getEscape().get();
        Typed character = expect(translate(at), SqlType.VARCHAR, at);
        TextFunctions.checkLike(pattern, character, node);
        escape = " ESCAPE " + character.text();
      }
      return Typed.of(
          "(" + value.text() + " LIKE " + pattern.text() + escape + ")", SqlType.BOOLEAN);
    }

    @Override
    protected Typed visitSearchedCaseExpression(SearchedCaseExpression node, Void context) {
      List<String> conditions =
          node.getWhenClauses().stream().map(when -> condition(when.getOperand()).text()).toList();
      return cases(conditions, node.getWhenClauses(), node.getDefaultValue(), node);
    }

    @Override
    protected Typed visitSimpleCaseExpression(SimpleCaseExpression node, Void context) {
      Typed operand = translate(node.getOperand());
      List<String> conditions =
          node.getWhenClauses().stream()
              .map(
                  when ->
                      Comparisons.of(
                              ComparisonExpression.Operator.EQUAL,
                              operand,
                              translate(when.getOperand()),
                              when)
                          .text())
              .toList();
      return cases(conditions, node.getWhenClauses(), node.getDefaultValue(), node);
    }

    private Typed cases(
        List<String> conditions, List<WhenClause> whens, Optional<Expression> otherwise, Node at) {
      List<Typed> results = new ArrayList<>();
      whens.forEach(when -> results.add(translate(when.getResult())));
      otherwise.ifPresent(value -> results.add(translate(value)));
      List<Typed> unified = unified(results, at);
      StringBuilder text = new StringBuilder("CASE");
      for (int i = 0; i < conditions.size(); i++) {
        text.append(" WHEN ").append(conditions.get(i));
        text.append(" THEN ").append(unified.get(i).text());
      }
      if (otherwise.isPresent()) {
        text.append(" ELSE ").append(unified.get(conditions.size()).text());
      }
      return Typed.of("(" + text + " END)", unified.get(0).type());
    }

    @Override
    protected Typed visitIfExpression(IfExpression node, Void context) {
      List<Typed> results = new ArrayList<>(List.of(translate(node.getTrueValue())));
      node.getFalseValue().ifPresent(value -> results.add(translate(value)));
      List<Typed> unified = unified(results, node);
      String otherwise = unified.size() == 2 ? " ELSE " + unified.get(1).text() : "";
      return Typed.of(
          "(CASE WHEN %s THEN %s%s END)"
              .formatted(condition(node.getCondition()).text(), unified.get(0).text(), otherwise),
          unified.get(0).type());
    }

    @Override
    protected Typed visitCoalesceExpression(CoalesceExpression node, Void context) {
      List<Typed> operands = unified(translate(node.getOperands()), node);
      return Typed.of("coalesce(" + Duck.list(operands) + ")", operands.get(0).type());
    }

    @Override
    protected Typed visitNullIfExpression(NullIfExpression node, Void context) {
      Typed first = translate(node.getFirst());
      Typed equal =
          Comparisons.of(
              ComparisonExpression.Operator.EQUAL, first, translate(node.getSecond()), node);
      return Typed.of(
          "(CASE WHEN %s THEN NULL ELSE %s END)".formatted(equal.text(), first.text()),
          first.type());
    }

    /** DuckDB loses the columns that rows are grouped by inside its TRY. */
    private void refuseOverKeys(Typed value, Node at) {
      if (grouping != null && grouping.isNamedIn(value.text())) {
        throw notSupported("TRY over what rows are grouped by; use it in an inner query", at);
      }
    }

    private boolean holdsQuery(Node node) {
      return node instanceof io.trino.sql.tree.Query
          || node.getChildren().stream().anyMatch(this::holdsQuery);
    }

    @Override
    protected Typed visitTryExpression(TryExpression node, Void context) {
      if (Grouping.holdsAggregate(node) || Grouping.holdsWindow(node) || holdsQuery(node)) {
        throw notSupported("TRY around an aggregate, a window function or a query", node);
      }
      Typed inner = translate(node.getInnerExpression());
      refuseOverKeys(inner, node);
      return Typed.of(Duck.tried(inner.text()), inner.type());
    }

    @Override
    protected Typed visitCast(Cast node, Void context) {
      Typed value = translate(node.getExpression());
      if (node.isSafe()) {
        refuseOverKeys(value, node);
      }
      OptionalLong length = TypeRules.lengthOfVarchar(node.getType());
      return length.isPresent()
          ? Casts.toLength(value, length.getAsLong(), node.isSafe(), node)
          : Casts.of(value, TypeRules.parse(node.getType()), node.isSafe(), node);
    }

    @Override
    protected Typed visitArray(Array node, Void context) {
      List<Typed> values = unified(translate(node.getValues()), node);
      SqlType element = values.isEmpty() ? SqlType.UNKNOWN : values.get(0).type();
      SqlType type = SqlType.array(element);
      String text = "[" + Duck.list(values) + "]";
      return Typed.of(values.isEmpty() ? Duck.cast(text, type) : text, type);
    }

    @Override
    protected Typed visitRow(Row node, Void context) {
      List<Typed> items = translate(node.getItems());
      StringBuilder text = new StringBuilder("struct_pack(");
      for (int i = 0; i < items.size(); i++) {
        text.append(i == 0 ? "" : ", ").append("f").append(i).append(" := ");
        text.append(items.get(i).text());
      }
      return Typed.of(
          text.append(')').toString(),
          SqlType.row(
              items.stream().map(Typed::type).toList(), Collections.nCopies(items.size(), null)));
    }

    @Override
    protected Typed visitSubscriptExpression(SubscriptExpression node, Void context) {
      Typed base = translate(node.getBase());
      Typed index = translate(node.getIndex());
      return switch (base.type().kind()) {
        case ARRAY ->
            Typed.of(
                Functions.macro(
                    "array_at", base.text(), expect(index, SqlType.BIGINT, node).text()),
                base.type().element());
        case MAP ->
            Typed.of(
                Functions.macro(
                    "map_at", base.text(), expect(index, base.type().key(), node).text()),
                base.type().value());
        case ROW -> {
          if (!(index.constant() instanceof Long position)
              || position < 1
              || position > base.type().parameters().size()) {
            throw ServingErrors.invalidArgument(
                "a ROW's field is named by a constant from 1 to " + base.type().parameters().size(),
                Statements.at(node));
          }
          yield fieldOf(base, (int) (position - 1));
        }
        default ->
            throw ServingErrors.typeMismatch(
                "no element of a " + base.type() + " can be named", Statements.at(node));
      };
    }

    private Typed fieldOf(Typed row, int index) {
      return Typed.of(
          "struct_extract(" + row.text() + ", 'f" + index + "')",
          row.type().parameters().get(index));
    }

    @Override
    protected Typed visitCurrentTime(CurrentTime node, Void context) {
      return TimeFunctions.now(node);
    }

    @Override
    protected Typed visitExtract(Extract node, Void context) {
      return TimeFunctions.extract(node, translate(node.getExpression()));
    }

    @Override
    protected Typed visitAtTimeZone(AtTimeZone node, Void context) {
      return TimeFunctions.atTimeZone(
          translate(node.getValue()), translate(node.getTimeZone()), node);
    }

    @Override
    protected Typed visitTrim(Trim node, Void context) {
      String name =
          switch (node.getSpecification()) {
            case BOTH -> "trim";
            case LEADING -> "ltrim";
            case TRAILING -> "rtrim";
          };
      List<Expression> arguments = new ArrayList<>(List.of(node.getTrimSource()));
      node.getTrimCharacter().ifPresent(arguments::add);
      return Functions.scalar(Expressions.this, name, arguments, node);
    }

    @Override
    protected Typed visitFormat(Format node, Void context) {
      return Functions.scalar(Expressions.this, "format", node.getArguments(), node);
    }

    @Override
    protected Typed visitCurrentUser(CurrentUser node, Void context) {
      return Typed.of(Duck.literal(resolving.user()), SqlType.VARCHAR);
    }

    @Override
    protected Typed visitCurrentCatalog(CurrentCatalog node, Void context) {
      return Typed.of(Duck.literal(resolving.catalog()), SqlType.VARCHAR);
    }

    @Override
    protected Typed visitCurrentSchema(CurrentSchema node, Void context) {
      return Typed.of(Duck.literal(resolving.schema()), SqlType.VARCHAR);
    }

    @Override
    protected Typed visitGroupingOperation(GroupingOperation node, Void context) {
      if (grouping == null) {
        throw notSupported("grouping() outside a grouped query", node);
      }
      return Typed.of(
          "CAST(grouping("
              + Duck.list(ungrouped().translate(node.getGroupingColumns()))
              + ") AS INTEGER)",
          SqlType.INTEGER);
    }

    @Override
    protected Typed visitFunctionCall(FunctionCall node, Void context) {
      return Functions.call(Expressions.this, node);
    }

    @Override
    protected Typed visitLambdaExpression(LambdaExpression node, Void context) {
      throw notSupported("a lambda outside a function's arguments", node);
    }
  }
}
