package dev.braid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A golden file of inputs, each with its outcome below it:
 *
 * <pre>
 * # a comment
 * input
 * &gt;&gt;&gt;
 * outcome
 * -----
 * </pre>
 */
public final class GoldenBlocks {
  private static final String OUTCOME = ">>>";
  private static final String END = "-----";

  private GoldenBlocks() {}

  /** Checks every outcome, at once; gives the number of blocks. */
  public static int check(String file, UnaryOperator<String> outcome) {
    StringBuilder actual = new StringBuilder();
    List<String> inputs = inputs(file);
    for (String input : inputs) {
      actual.append(input).append(OUTCOME).append('\n');
      actual.append(outcome.apply(input.replaceAll("(?m)\\A(#.*\n)+", "")).stripTrailing());
      actual.append('\n').append(END).append('\n');
    }
    Golden.check(file, actual.toString());
    return inputs.size();
  }

  private static List<String> inputs(String file) {
    List<String> inputs = new ArrayList<>();
    StringBuilder input = new StringBuilder();
    boolean inOutcome = false;
    for (String line : lines(file)) {
      if (line.equals(END)) {
        inputs.add(input.toString());
        input.setLength(0);
        inOutcome = false;
      } else if (line.equals(OUTCOME)) {
        inOutcome = true;
      } else if (!inOutcome) {
        input.append(line).append('\n');
      }
    }
    return inputs;
  }

  private static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of("src/test/resources", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
