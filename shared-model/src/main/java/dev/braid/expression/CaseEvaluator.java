package dev.braid.expression;

import dev.braid.plan.Case;
import dev.braid.type.Cell;

/** The result of the first branch whose condition is true. */
final class CaseEvaluator extends Evaluator {
  private final Evaluator[] conditions;
  private final Evaluator[] results;
  private final Evaluator otherwise;

  CaseEvaluator(Case cases) {
    super(cases.type());
    this.conditions =
        ExpressionCompiler.compileAll(cases.branches().stream().map(Case.Branch::condition));
    this.results =
        ExpressionCompiler.compileAll(cases.branches().stream().map(Case.Branch::result));
    this.otherwise = ExpressionCompiler.compile(cases.otherwise());
  }

  private Evaluator chosen(InputRow row) {
    for (int i = 0; i < conditions.length; i++) {
      if (conditions[i].evaluateBoolean(row)) {
        return results[i];
      }
    }
    return otherwise;
  }

  @Override
  public long evaluateLong(InputRow row) {
    return chosen(row).evaluateLong(row);
  }

  @Override
  public double evaluateDouble(InputRow row) {
    return chosen(row).evaluateDouble(row);
  }

  @Override
  public boolean evaluateBoolean(InputRow row) {
    return chosen(row).evaluateBoolean(row);
  }

  @Override
  public Object evaluate(InputRow row) {
    return chosen(row).evaluate(row);
  }

  @Override
  boolean isNull(InputRow row) {
    return chosen(row).isNull(row);
  }

  @Override
  void store(InputRow row, Cell into) {
    chosen(row).store(row, into);
  }
}
