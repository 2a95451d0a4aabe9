package dev.braid.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.braid.project.CompiledProject;
import dev.braid.project.ViewDefinition;
import dev.braid.source.Source;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExplainSpeedTest {
  private static final Source SOURCE = TickViews.source("ticks", 4);
  private static final ViewDefinition WORDS =
      TickViews.definition("words", TickViews.words(), 60_000);
  private static final CompiledProject PROJECT =
      TickViews.project(
          "ticking",
          "127.0.0.1:1",
          SOURCE,
          WORDS,
          TickViews.definition("prefixes", TickViews.prefixes(), 60_000));

  @Test
  void drawsTheJobOfOneViewWithoutKafka() {
    SpeedSettings settings = SpeedLayer.defaults(Path.of("plan.json"), Path.of("state"));
    assertThat(ExplainSpeed.lines(PROJECT, WORDS, settings))
        .containsExactly(
            """
            FLINK: the job graph of this view

              operator                                    subtasks  its records come
              Source: events ticks                               2  from its topic
              └─ decode ticks                                    2  forward, in the same thread
                 ├─ quarantine ticks: Writer                     2  forward, in the same thread
                 │  └─ quarantine ticks: Committer               2  forward, in the same thread
                 └─ pre-aggregate words                          2  forward, in the same thread
                    └─ merge words                               2  hash by group key
                       └─ speed view words: Writer               2  forward, in the same thread
                          └─ speed view words: Committer         2  forward, in the same thread
              Source: frontiers                                  1  from its topic
              └─ frontiers of words                              1  forward, in the same thread
                 └─ merge words                           as above  broadcast to all subtasks
            """
                .lines()
                .toArray(String[]::new));
  }

  @Test
  void drawsTheParallelismItIsGiven() {
    SpeedSettings settings =
        new SpeedSettings(Path.of("state"), 1, Duration.ofMillis(200), Duration.ofSeconds(10));
    assertThat(ExplainSpeed.lines(PROJECT, WORDS, settings))
        .anyMatch(line -> line.matches(".*merge words +1  hash by group key"))
        .noneMatch(line -> line.contains("prefixes"));
  }
}
