package dev.braid.serving.sql;

import dev.braid.error.BraidException;
import dev.braid.serving.error.ServingErrors;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.FunctionCall;
import io.trino.sql.tree.LambdaExpression;
import io.trino.sql.tree.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every function that a query may call: a name that is not here is refused. */
final class Functions {
  private static final Registry ALL = new Registry();

  static {
    NumberFunctions.register(ALL);
    TextFunctions.register(ALL);
    TimeFunctions.register(ALL);
    CollectionFunctions.register(ALL);
    AggregateFunctions.register(ALL);
    WindowFunctions.register(ALL);
  }

  private Functions() {}

  /** What kind of call a name stands for. */
  enum Sort {
    SCALAR,
    AGGREGATE,
    WINDOW
  }

  record Entry(Sort sort, int least, int most, Function<Call, Typed> translation) {}

  /** Functions by name. */
  static final class Registry {
    private final Map<String, Entry> entries = new TreeMap<>();

    /**
     * @param most arguments; Integer.MAX_VALUE if there is no limit
     */
    void scalar(String name, int least, int most, Function<Call, Typed> translation) {
      add(name, new Entry(Sort.SCALAR, least, most, translation));
    }

    void aggregate(String name, int least, int most, Function<Call, Typed> translation) {
      add(name, new Entry(Sort.AGGREGATE, least, most, translation));
    }

    void window(String name, int least, int most, Function<Call, Typed> translation) {
      add(name, new Entry(Sort.WINDOW, least, most, translation));
    }

    private void add(String name, Entry entry) {
      if (entries.put(name, entry) != null) {
        throw new IllegalStateException("two functions " + name);
      }
    }
  }

  /** A call whose arguments are translated as they are asked for. */
  static final class Call {
    private final Expressions place;
    private final String name;
    private final List<Expression> expressions;
    private final Node node;
    private final List<Typed> arguments = new ArrayList<>();

    /** What stands behind the arguments, and behind the call: DISTINCT, ORDER BY, FILTER, OVER. */
    private String distinct = "";

    private String orderBy = "";
    private String suffix = "";

    Call(Expressions place, String name, List<Expression> expressions, Node node) {
      this.place = place;
      this.name = name;
      this.expressions = expressions;
      this.node = node;
      for (Expression expression : expressions) {
        arguments.add(expression instanceof LambdaExpression ? null : place.translate(expression));
      }
    }

    Node node() {
      return node;
    }

    String name() {
      return name;
    }

    int size() {
      return arguments.size();
    }

    Typed arg(int index) {
      Typed argument = arguments.get(index);
      if (argument == null) {
        throw mismatch("no lambda is wanted here");
      }
      return argument;
    }

    /** What the argument's column is finished from; null if it is no column with states. */
    StateColumns states(int index) {
      return place.resolving().states().get(arg(index).text());
    }

    List<Typed> args() {
      return arguments;
    }

    Typed coerced(int index, SqlType type) {
      Typed argument = arg(index);
      if (!TypeRules.becomes(argument.type(), type)) {
        throw ServingErrors.wrongArguments(
            "argument %d of %s is to be %s, not %s"
                .formatted(index + 1, name, type, argument.type()),
            Statements.at(expressions.get(index)));
      }
      return TypeRules.coerced(argument, type);
    }

    List<Typed> unified() {
      return unified(arguments);
    }

    List<Typed> unified(List<Typed> values) {
      SqlType common = SqlType.UNKNOWN;
      for (Typed value : values) {
        SqlType before = common;
        common =
            TypeRules.common(common, value.type())
                .orElseThrow(() -> mismatch(name + " of both " + before + " and " + value.type()));
      }
      SqlType type = common;
      return values.stream().map(value -> TypeRules.coerced(value, type)).toList();
    }

    /** A constant text. */
    String text(int index) {
      if (arg(index).constant() instanceof String text) {
        return text;
      }
      throw invalid("argument " + (index + 1) + " of " + name + " must be a constant text");
    }

    /** A constant number. */
    long number(int index) {
      if (arg(index).constant() instanceof Long number) {
        return number;
      }
      throw invalid("argument " + (index + 1) + " of " + name + " must be a constant number");
    }

    /** A lambda over arguments of these types: its text, and its body's type. */
    Typed lambda(int index, SqlType... types) {
      if (!(expressions.get(index) instanceof LambdaExpression lambda)
          || lambda.getArguments().size() != types.length) {
        throw invalid(
            "argument "
                + (index + 1)
                + " of "
                + name
                + " must be a lambda of "
                + types.length
                + (types.length == 1 ? " argument" : " arguments"));
      }
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < types.length; i++) {
        String text = place.resolving().alias("x");
        String given = lambda.getArguments().get(i).getName().getValue();
        fields.add(new Field(null, given, types[i], text, false));
      }
      Typed body =
          place
              .within(new Scope(List.copyOf(fields), place.scope(), true))
              .translate(lambda.getBody());
      refuseKeys(body);
      return Typed.of(
          fields.stream().map(Field::text).collect(Collectors.joining(", ", "lambda ", ": "))
              + body.text(),
          body.type());
    }

    /** The body of a lambda over these values. */
    Typed applied(int index, List<Typed> values) {
      if (!(expressions.get(index) instanceof LambdaExpression lambda)
          || lambda.getArguments().size() != values.size()) {
        throw invalid(
            "argument %d of %s must be a lambda of %d arguments"
                .formatted(index + 1, name, values.size()));
      }
      List<Field> fields = new ArrayList<>();
      for (int i = 0; i < values.size(); i++) {
        String given = lambda.getArguments().get(i).getName().getValue();
        fields.add(new Field(null, given, values.get(i).type(), values.get(i).text(), false));
      }
      Typed body =
          place
              .within(new Scope(List.copyOf(fields), place.scope(), true))
              .translate(lambda.getBody());
      refuseKeys(body);
      return body;
    }

    /** DuckDB loses the columns that rows are grouped by inside a lambda. */
    private void refuseKeys(Typed body) {
      if (place.grouping() != null && place.grouping().isNamedIn(body.text())) {
        throw notSupported("a lambda over what rows are grouped by; use it in an inner query");
      }
    }

    /** A name for a lambda's argument that nothing else has. */
    String fresh() {
      return place.resolving().alias("x");
    }

    /** An engine's aggregate or window function, with all that stands around its arguments. */
    String aggregate(String function, String arguments) {
      return function + "(" + distinct + arguments + orderBy + ")" + suffix;
    }

    /** Behind the arguments, within the call. */
    String orderBy() {
      return orderBy;
    }

    boolean isDistinct() {
      return !distinct.isEmpty();
    }

    /** No function of this name is for such arguments. */
    BraidException mismatch(String problem) {
      return ServingErrors.wrongArguments(problem, Statements.at(node));
    }

    BraidException invalid(String problem) {
      return ServingErrors.invalidArgument(problem, Statements.at(node));
    }

    BraidException notSupported(String what) {
      return ServingErrors.notSupported(what, Statements.at(node));
    }
  }

  static boolean isAggregate(FunctionCall call) {
    Entry entry = ALL.entries.get(name(call));
    return entry != null && entry.sort() == Sort.AGGREGATE && call.getWindow().isEmpty();
  }

  static Collection<String> names() {
    return new TreeSet<>(ALL.entries.keySet());
  }

  static Sort sort(String name) {
    return ALL.entries.get(name).sort();
  }

  private static String name(FunctionCall call) {
    return call.getName().getSuffix().toLowerCase(Locale.ROOT);
  }

  static Typed call(Expressions place, FunctionCall node) {
    String name = name(node);
    Entry entry = ALL.entries.get(name);
    if (entry == null || node.getName().getParts().size() > 1) {
      throw ServingErrors.functionNotFound(node.getName().toString(), names(), Statements.at(node));
    }
    if (node.getProcessingMode().isPresent()) {
      throw Expressions.notSupported("RUNNING and FINAL", node);
    }
    boolean over = node.getWindow().isPresent();
    boolean aggregate = entry.sort() == Sort.AGGREGATE;
    if (entry.sort() == Sort.WINDOW && !over) {
      throw ServingErrors.missingOver(name, Statements.at(node));
    }
    if (entry.sort() == Sort.SCALAR && over) {
      throw ServingErrors.notWindowFunction(name, Statements.at(node));
    }
    if (entry.sort() == Sort.SCALAR
        && (node.isDistinct() || node.getFilter().isPresent() || node.getOrderBy().isPresent())) {
      throw ServingErrors.notAggregateFunction(name, Statements.at(node));
    }
    if (aggregate && !over && node.getArguments().stream().anyMatch(Grouping::holdsAggregate)) {
      throw ServingErrors.nestedAggregate(name, Statements.at(node));
    }
    if (aggregate && !over && place.grouping() == null) {
      throw ServingErrors.aggregateNotAllowed(name, Statements.at(node));
    }
    Expressions inside = aggregate && !over ? place.ungrouped() : place;
    checkSize(entry, name, node.getArguments().size(), node);
    Call call = new Call(inside, name, node.getArguments(), node);
    if (node.isDistinct()) {
      call.distinct = "DISTINCT ";
    }
    Sorting sorting = new Sorting(inside);
    node.getOrderBy().ifPresent(order -> call.orderBy = " " + sorting.of(order));
    node.getFilter()
        .ifPresent(
            filter -> call.suffix = " FILTER (WHERE " + inside.condition(filter).text() + ")");
    node.getNullTreatment().ifPresent(treatment -> call.orderBy += " " + treatment + " NULLS");
    node.getWindow()
        .ifPresent(window -> call.suffix += " OVER " + WindowFunctions.over(place, window));
    return entry.translation().apply(call);
  }

  /** A scalar function that SQL has a syntax of its own for. */
  static Typed scalar(Expressions place, String name, List<Expression> arguments, Node node) {
    Entry entry = ALL.entries.get(name);
    checkSize(entry, name, arguments.size(), node);
    return entry.translation().apply(new Call(place, name, arguments, node));
  }

  private static void checkSize(Entry entry, String name, int size, Node node) {
    if (size < entry.least() || size > entry.most()) {
      String wanted =
          entry.least() == entry.most()
              ? Integer.toString(entry.least())
              : entry.most() == Integer.MAX_VALUE
                  ? entry.least() + " or more"
                  : entry.least() + " to " + entry.most();
      throw ServingErrors.wrongArguments(
          name + " has " + size + " arguments here, and takes " + wanted, Statements.at(node));
    }
  }

  /** A call of one of the macros that the engine is started with: {@code trino-macros.sql}. */
  static String macro(String name, String... arguments) {
    return "braid.store.trino_" + name + "(" + String.join(", ", arguments) + ")";
  }

  /** The same function by the same name, over arguments of one type and with a result of it. */
  static Function<Call, Typed> same(SqlType type) {
    return plain(type, type);
  }

  /** The same function by the same name. */
  static Function<Call, Typed> plain(SqlType arguments, SqlType result) {
    return call -> {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < call.size(); i++) {
        texts.add(call.coerced(i, arguments).text());
      }
      return Typed.of(call.name() + "(" + String.join(", ", texts) + ")", result);
    };
  }

  /** {@link #plain} by another name. */
  static Function<Call, Typed> renamed(String engineName, SqlType arguments, SqlType result) {
    return call -> {
      List<String> texts = new ArrayList<>();
      for (int i = 0; i < call.size(); i++) {
        texts.add(call.coerced(i, arguments).text());
      }
      return Typed.of(engineName + "(" + String.join(", ", texts) + ")", result);
    };
  }

  /** One of the macros, with the arguments' texts as they are. */
  static Function<Call, Typed> byMacro(
      String macro, SqlType result, BiFunction<Call, Integer, SqlType> types) {
    return call -> {
      String[] texts = new String[call.size()];
      for (int i = 0; i < texts.length; i++) {
        texts[i] = call.coerced(i, types.apply(call, i)).text();
      }
      return Typed.of(macro(macro, texts), result);
    };
  }
}
