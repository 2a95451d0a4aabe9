package dev.braid.function;

import dev.braid.expression.Evaluator;
import dev.braid.plan.Expression;
import dev.braid.type.DataType;
import java.util.List;
import java.util.Optional;

/**
 * A scalar function of the view language: its signature and its evaluator. Engines translate it by
 * {@link #name}.
 */
public interface ScalarFunction {
  /** In lower case, as in Trino. */
  String name();

  /** How it is called, for error messages: {@code date_trunc('unit', x)}. */
  String usage();

  /** The result's type; empty if it does not take such arguments. */
  Optional<DataType> resultType(List<Expression> arguments);

  /**
   * Compiles a call whose {@link #resultType} is known.
   *
   * @param evaluators of the arguments, in order
   */
  Evaluator compile(List<Expression> arguments, List<Evaluator> evaluators);
}
