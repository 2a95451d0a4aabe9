package dev.braid.launcher.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.braid.error.BraidException;
import dev.braid.launcher.LauncherErrors;
import dev.braid.launcher.serving.ServingClient;
import dev.braid.launcher.serving.ServingStatus;
import dev.braid.launcher.text.Durations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Watches, at the serving layer, a generation being built until it answers. */
final class Building {
  private static final Duration ASK_EVERY = Duration.ofMillis(200);
  private static final Duration SAY_EVERY = Duration.ofSeconds(5);

  private final ServingClient serving;
  private final Clock clock;
  private final Consumer<String> say;
  private String said = "";
  private Instant saidAt = Instant.EPOCH;

  Building(ServingClient serving, Clock clock, Consumer<String> say) {
    this.serving = serving;
    this.clock = clock;
    this.say = say;
  }

  /**
   * Returns once the generation answers.
   *
   * @param patience how long that may take
   */
  void await(long generation, Duration patience) throws InterruptedException {
    Instant begun = clock.instant();
    while (true) {
      String waiting;
      try {
        JsonNode json = serving.status();
        ServingStatus status = ServingStatus.of(json);
        if (status.generation() == generation) {
          say.accept(answers(generation, json.path("swapped"), begun));
          return;
        }
        waiting = waiting(generation, status);
      } catch (BraidException notThere) {
        waiting = notThere.getMessage();
      }
      if (clock.instant().isAfter(begun.plus(patience))) {
        throw LauncherErrors.notSwapped(generation, Durations.brief(patience), waiting);
      }
      tell(generation, waiting);
      Thread.sleep(ASK_EVERY.toMillis());
    }
  }

  private String answers(long generation, JsonNode swapped, Instant begun) {
    String line =
        "generation "
            + generation
            + " answers, "
            + Durations.brief(Duration.between(begun, clock.instant()))
            + " after its speed layer was started";
    return swapped.path("to").asLong() == generation
        ? line + "; answers stood still for " + swapped.path("held_ms").asLong() + " ms"
        : line;
  }

  private static String waiting(long generation, ServingStatus status) {
    return status.building() == generation
        ? status.waiting()
        : "the serving layer has not begun to load it";
  }

  private void tell(long generation, String waiting) {
    Instant now = clock.instant();
    if (!waiting.equals(said) && now.isAfter(saidAt.plus(SAY_EVERY))) {
      said = waiting;
      saidAt = now;
      say.accept("generation " + generation + " waits: " + waiting);
    }
  }
}
