package dev.braid.serving.http;

import dev.braid.serving.live.Answers;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Up once every view answers. */
@Component
final class LoadedHealthIndicator implements HealthIndicator {
  private final Answers answers;

  LoadedHealthIndicator(Answers answers) {
    this.answers = answers;
  }

  @Override
  public Health health() {
    Health.Builder health = answers.ready() ? Health.up() : Health.outOfService();
    for (Answers.ViewReport view : answers.status()) {
      health.withDetail(
          view.view(),
          view.degraded() ? view.state().text() + ": " + view.reason() : view.state().text());
    }
    return health.build();
  }
}
