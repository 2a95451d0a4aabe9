package dev.braid.view.sql;

import dev.braid.aggregate.Aggregates;
import dev.braid.error.ModelErrors;
import dev.braid.function.BoundFunction;
import dev.braid.function.ScalarFunction;
import dev.braid.function.ScalarFunctions;
import dev.braid.function.TimeUnit;
import dev.braid.plan.Arithmetic;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import io.trino.sql.tree.Extract;
import io.trino.sql.tree.LikePredicate;
import io.trino.sql.tree.Node;
import io.trino.sql.tree.Trim;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Calls of functions, and the syntax that stands for some. */
final class CallBinder {
  private static final Set<String> VOLATILE = Set.of("now", "random", "rand", "uuid");

  private static final Set<String> UNIT_FUNCTIONS = Set.of("date_trunc", "date_add", "date_diff");

  private static final Set<String> ZONE_FUNCTIONS = Set.of("from_unixtime");

  /** Functions that are another way to write an operator, and how they are called. */
  private static final Map<String, String> OPERATORS =
      Map.of(
          "mod", "mod(number, number)",
          "date", "date(x) of a DATE, TIMESTAMP or VARCHAR",
          "at_timezone", "at_timezone(TIMESTAMP, 'zone')");

  /** Fields of EXTRACT whose function has another name. */
  private static final Map<String, String> EXTRACTED_BY =
      Map.of(
          "dow", "day_of_week",
          "doy", "day_of_year",
          "yow", "year_of_week");

  private final SqlText sql;
  private final Scope scope;
  private final ExpressionBinder expressions;
  private final ArithmeticBinder arithmetic;

  CallBinder(SqlText sql, Scope scope, ExpressionBinder expressions, ArithmeticBinder arithmetic) {
    this.sql = sql;
    this.scope = scope;
    this.expressions = expressions;
    this.arithmetic = arithmetic;
  }

  Expression bind(io.trino.sql.tree.FunctionCall node) {
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
    if (Aggregates.canonicalName(name).isPresent()) {
      return scope.aggregate(node);
    }
    if (VOLATILE.contains(name)) {
      throw sql.refuse(node, Refusal.VOLATILE);
    }
    if (OPERATORS.containsKey(name)) {
      return operator(node, name, node.getArguments());
    }
    return ScalarFunctions.find(name)
        .map(function -> call(node, function))
        .orElseThrow(() -> ModelErrors.unknownFunction(sql.at(node), name, functionNames()));
  }

  private static Set<String> functionNames() {
    Set<String> names = new TreeSet<>(Aggregates.sqlNames());
    names.addAll(ScalarFunctions.names());
    names.addAll(OPERATORS.keySet());
    return names;
  }

  private Expression operator(
      io.trino.sql.tree.FunctionCall node,
      String name,
      List<io.trino.sql.tree.Expression> arguments) {
    int wanted = name.equals("date") ? 1 : 2;
    if (arguments.size() != wanted || node.isDistinct() || node.getFilter().isPresent()) {
      throw ModelErrors.wrongArguments(sql.at(node), node.toString(), OPERATORS.get(name));
    }
    return switch (name) {
      case "mod" ->
          arithmetic.binary(node, Arithmetic.Operator.MODULUS, arguments.get(0), arguments.get(1));
      case "date" -> expressions.cast(node, arguments.get(0), DataType.DATE);
      case "at_timezone" -> expressions.atTimeZone(arguments.get(0), arguments.get(1));
      default -> throw new IllegalStateException("no operator " + name);
    };
  }

  private Expression call(io.trino.sql.tree.FunctionCall node, ScalarFunction function) {
    if (node.isDistinct() || node.getFilter().isPresent()) {
      throw ModelErrors.wrongArguments(sql.at(node), node.toString(), function.usage());
    }
    List<Expression> arguments = node.getArguments().stream().map(expressions::bindTyped).toList();
    return call(node, function, arguments);
  }

  /** A call of a function, its arguments coerced to what it takes. */
  private Expression call(Node node, ScalarFunction function, List<Expression> arguments) {
    BoundFunction bound =
        function.bind(arguments).orElseThrow(() -> badCall(node, function, arguments));
    List<Expression> coerced = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      coerced.add(TypeCoercion.coerce(arguments.get(i), bound.parameters().get(i)));
    }
    return new FunctionCall(function.name(), coerced, bound.result());
  }

  private Expression call(Node node, String function, List<Expression> arguments) {
    return call(node, ScalarFunctions.find(function).orElseThrow(), arguments);
  }

  private RuntimeException badCall(Node node, ScalarFunction function, List<Expression> arguments) {
    boolean wantsUnit = UNIT_FUNCTIONS.contains(function.name()) && !arguments.isEmpty();
    if (wantsUnit
        && arguments.get(0) instanceof Literal unit
        && unit.value() instanceof String name
        && TimeUnit.of(name).isEmpty()) {
      Node written = node.getChildren().get(0);
      return ModelErrors.unknownUnit(sql.at(written), function.name(), name, TimeUnit.names());
    }
    boolean wantsZone = ZONE_FUNCTIONS.contains(function.name()) && arguments.size() == 2;
    if (wantsZone
        && arguments.get(1) instanceof Literal zone
        && zone.value() instanceof String name
        && DataType.parseZone(name).isEmpty()) {
      return ModelErrors.unknownZone(sql.at(node), name);
    }
    return ModelErrors.wrongArguments(
        sql.at(node), signature(function.name(), arguments), function.usage());
  }

  /** {@code substr(VARCHAR, DOUBLE)}. */
  static String signature(String name, List<Expression> arguments) {
    return arguments.stream()
        .map(argument -> argument.type().toString())
        .collect(Collectors.joining(", ", name + "(", ")"));
  }

  Expression like(LikePredicate node) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(expressions.bindTyped(node.getValue()));
    arguments.add(expressions.bindTyped(node.getPattern()));
    node.getEscape().ifPresent(escape -> arguments.add(expressions.bindTyped(escape)));
    return call(node, "like", arguments);
  }

  Expression extract(Extract node) {
    Expression value = expressions.bindTyped(node.getExpression());
    String field = node.getField().name().toLowerCase(Locale.ROOT);
    String function = EXTRACTED_BY.getOrDefault(field, field);
    if (ScalarFunctions.find(function).isEmpty()) {
      throw sql.refuse(node, Refusal.OTHER);
    }
    return call(node, function, List.of(value));
  }

  Expression trim(Trim node) {
    List<Expression> arguments = new ArrayList<>();
    arguments.add(expressions.bindTyped(node.getTrimSource()));
    node.getTrimCharacter()
        .ifPresent(characters -> arguments.add(expressions.bindTyped(characters)));
    String function =
        switch (node.getSpecification()) {
          case BOTH -> "trim";
          case LEADING -> "ltrim";
          case TRAILING -> "rtrim";
        };
    return call(node, function, arguments);
  }
}
