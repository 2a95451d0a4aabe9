package dev.braid.serving.trino;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.error.BraidException;
import dev.braid.serving.sql.Statements;
import dev.braid.serving.trino.Corpus.Question;
import io.trino.sql.tree.Query;
import io.trino.sql.tree.QuerySpecification;
import io.trino.sql.tree.Statement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The embedded engine answers as Trino 476 does: columns, types, values and errors, over the same
 * tables. Trino's answers are recorded; with {@code braid.trino.url} set they are recorded anew
 * first.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrinoDifferenceTest {
  /**
   * Names of the errors by which the engine refuses what it cannot put so that it means the same.
   */
  private static final Set<String> REFUSALS =
      Set.of("NOT_SUPPORTED", "FUNCTION_NOT_FOUND", "TYPE_NOT_FOUND", "INVALID_FUNCTION_ARGUMENT");

  private enum Outcome {
    EQUAL,
    SAME_ERROR,
    REFUSED,
    DIFFERS_AS_SAID,
    UNEXPECTED
  }

  @TempDir static Path folder;
  private EmbeddedTables embedded;
  private Map<String, Answer> recorded;
  private final Map<Outcome, Integer> outcomes = new TreeMap<>();

  @BeforeAll
  void start() throws Exception {
    String url = System.getProperty("braid.trino.url", "");
    if (!url.isBlank()) {
      RecordedAnswers.write(ask(new RealTrino(url)));
    }
    recorded = RecordedAnswers.read();
    embedded = new EmbeddedTables(folder, Corpus.tables());
  }

  private static Map<String, Answer> ask(RealTrino trino) throws IOException, InterruptedException {
    for (String statement : Corpus.tables()) {
      if (statement.startsWith("CREATE TABLE")) {
        trino.make(statement);
      } else {
        trino.required(statement);
      }
    }
    Map<String, Answer> answers = new LinkedHashMap<>();
    for (Question question : Corpus.questions()) {
      answers.put(question.sql(), trino.ask(question.sql()));
    }
    return answers;
  }

  @AfterAll
  void stop() {
    embedded.close();
    int all = outcomes.values().stream().mapToInt(Integer::intValue).sum();
    System.out.println(all + " queries against Trino 476: " + outcomes);
  }

  static List<Question> questions() {
    return Corpus.questions();
  }

  @Test
  void everyQueryStandsOnceAndHasARecordedAnswer() {
    List<String> asked = Corpus.questions().stream().map(Question::sql).toList();
    assertThat(asked).doesNotHaveDuplicates();
    assertThat(recorded.keySet())
        .as("record Trino's answers anew: infra/docs/trino.md")
        .containsExactlyElementsOf(asked);
  }

  @ParameterizedTest
  @MethodSource("questions")
  void theEngineAnswersAsTrinoDoes(Question question) {
    outcomes.merge(Outcome.UNEXPECTED, 1, Integer::sum);
    Answer trino = recorded.get(question.sql());
    assertThat(trino).as("Trino's answer, recorded").isNotNull();
    EmbeddedTables.Asked asked = embedded.ask(question.sql());
    String difference =
        asked
            .answer()
            .differenceFrom(trino, isOrdered(question.sql()), question.within())
            .orElse(null);
    if (question.refused() != null) {
      assertRefused(asked.problem());
      count(Outcome.REFUSED);
    } else if (question.differs() != null) {
      assertThat(difference).as("differs no more: take its mark away").isNotNull();
      count(Outcome.DIFFERS_AS_SAID);
    } else {
      assertThat(difference)
          .as(asked.problem() == null ? "the answer" : asked.problem().getMessage())
          .isNull();
      count(trino.error() == null ? Outcome.EQUAL : Outcome.SAME_ERROR);
    }
  }

  private void count(Outcome outcome) {
    outcomes.merge(Outcome.UNEXPECTED, -1, Integer::sum);
    outcomes.merge(outcome, 1, Integer::sum);
  }

  private static void assertRefused(BraidException problem) {
    assertThat(problem).as("answered by now: take its mark away").isNotNull();
    assertThat(REFUSALS).as(problem.getMessage()).contains(problem.code());
  }

  private static boolean isOrdered(String sql) {
    Statement statement;
    try {
      statement = Statements.parse(sql);
    } catch (BraidException e) {
      return false;
    }
    return statement instanceof Query query
        && (query.getOrderBy().isPresent()
            || query.getQueryBody() instanceof QuerySpecification select
                && select.getOrderBy().isPresent());
  }
}
