package dev.braid.batch.compile;

import dev.braid.plan.FunctionCall;
import dev.braid.plan.Literal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;

/**
 * {@code LIKE} a constant that asks for a beginning, an end, a part or the whole. Spark's own LIKE
 * takes a backslash for an escape, and would be a regular expression.
 */
final class SparkLike implements SparkFunction {
  private static final Pattern SIMPLE = Pattern.compile("(%?)([^%_]*)(%?)");

  @Override
  public Optional<Column> translate(FunctionCall call, ExpressionTranslator arguments) {
    if (call.arguments().size() != 2
        || !(call.arguments().get(1) instanceof Literal pattern)
        || pattern.value() == null) {
      return Optional.empty();
    }
    Matcher simple = SIMPLE.matcher((String) pattern.value());
    if (!simple.matches()) {
      return Optional.empty();
    }
    Column value = arguments.translate(call.arguments().get(0));
    String text = simple.group(2);
    boolean openBegin = !simple.group(1).isEmpty();
    boolean openEnd = !simple.group(3).isEmpty();
    if (openBegin) {
      return Optional.of(openEnd ? value.contains(text) : value.endsWith(text));
    }
    return Optional.of(openEnd ? value.startsWith(text) : value.equalTo(text));
  }
}
