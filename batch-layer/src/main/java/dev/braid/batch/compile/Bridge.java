package dev.braid.batch.compile;

import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.udf;

import dev.braid.batch.delta.WireForm;
import dev.braid.expression.Evaluator;
import dev.braid.expression.ExpressionCompiler;
import dev.braid.expression.InputRow;
import dev.braid.plan.ColumnRef;
import dev.braid.plan.Expression;
import dev.braid.plan.FunctionCall;
import dev.braid.plan.InputColumns;
import dev.braid.plan.Literal;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;

/**
 * An expression that Spark leaves to the evaluator that all engines share, for want of a native
 * form that is equal. Values cross over once: whatever is below the expression is evaluated with
 * it, and only the columns that it reads come in. It travels as its plan and is compiled where it
 * runs.
 */
final class Bridge
    implements UDF1<Object, Object>,
        UDF2<Object, Object, Object>,
        UDF3<Object, Object, Object, Object> {
  /** More columns come in as one struct. */
  private static final int MAX_ARGUMENTS = 3;

  private final String plan;
  private transient Compiled compiled;

  private Bridge(Expression expression) {
    this.plan = PlanJson.write(expression);
  }

  /**
   * The expression as a column.
   *
   * @param inputs what {@link ColumnRef#index} counts
   */
  static Column column(Expression expression, List<Column> inputs) {
    DataType type = expression.type();
    Column[] arguments =
        InputColumns.of(expression).stream()
            .map(read -> WireForm.fromSpark(read.type(), inputs.get(read.index())))
            .toArray(Column[]::new);
    Bridge bridge = new Bridge(expression);
    org.apache.spark.sql.types.DataType returned = WireForm.of(type);
    UserDefinedFunction function =
        switch (arguments.length) {
          case 2 -> udf((UDF2<Object, Object, Object>) bridge, returned);
          case 3 -> udf((UDF3<Object, Object, Object, Object>) bridge, returned);
          default -> udf((UDF1<Object, Object>) bridge, returned);
        };
    Column[] passed =
        arguments.length > MAX_ARGUMENTS ? new Column[] {struct(numbered(arguments))} : arguments;
    return WireForm.toSpark(type, function.withName(name(expression)).apply(passed));
  }

  /** What a constant expression comes to. */
  static Literal constant(Expression expression) {
    Object value = ExpressionCompiler.compile(expression).evaluate(new InputRow());
    return new Literal(expression.type(), value);
  }

  private static Column[] numbered(Column[] columns) {
    Column[] numbered = new Column[columns.length];
    for (int i = 0; i < columns.length; i++) {
      numbered[i] = columns[i].as("_" + i);
    }
    return numbered;
  }

  private static String name(Expression expression) {
    return expression instanceof FunctionCall call
        ? call.function()
        : expression.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  @Override
  public Object call(Object only) {
    Compiled expression = compiled();
    return expression.isStruct() ? expression.ofStruct((Row) only) : expression.of(only);
  }

  @Override
  public Object call(Object first, Object second) {
    return compiled().of(first, second);
  }

  @Override
  public Object call(Object first, Object second, Object third) {
    return compiled().of(first, second, third);
  }

  private Compiled compiled() {
    Compiled known = compiled;
    if (known == null) {
      known = new Compiled(PlanJson.read(plan, Expression.class));
      compiled = known;
    }
    return known;
  }

  /** The expression, ready to run. */
  private static final class Compiled {
    private final Evaluator evaluator;
    private final ColumnRef[] columns;
    private final int width;

    Compiled(Expression expression) {
      this.evaluator = ExpressionCompiler.compile(expression);
      List<ColumnRef> read = InputColumns.of(expression);
      this.columns = read.toArray(ColumnRef[]::new);
      this.width = read.stream().mapToInt(ColumnRef::index).max().orElse(-1) + 1;
    }

    boolean isStruct() {
      return columns.length > MAX_ARGUMENTS;
    }

    Object ofStruct(Row values) {
      Object[] arguments = new Object[columns.length];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = values.get(i);
      }
      return of(arguments);
    }

    Object of(Object... arguments) {
      Object[] row = new Object[width];
      for (int i = 0; i < columns.length; i++) {
        row[columns[i].index()] = WireForm.decode(columns[i].type(), arguments[i]);
      }
      return WireForm.encode(evaluator.evaluate(new InputRow(row)));
    }
  }
}
