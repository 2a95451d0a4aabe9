package dev.braid.serving.http;

import dev.braid.serving.generation.LiveGenerations;
import dev.braid.serving.live.Answers;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up once every view answers. */
@Component
final class LoadedHealthIndicator implements HealthIndicator {
  private final LiveGenerations generations;

  LoadedHealthIndicator(LiveGenerations generations) {
    this.generations = generations;
  }

  @Override
  public Health health() {
    return generations.ask(LoadedHealthIndicator::health);
  }

  private static Health health(Answers answers) {
    Health.Builder health = answers.ready() ? Health.up() : Health.outOfService();
    for (Answers.ViewReport view : answers.status()) {
      health.withDetail(
          view.view(),
          view.degraded() ? view.state().text() + ": " + view.reason() : view.state().text());
    }
    return health.build();
  }
}
