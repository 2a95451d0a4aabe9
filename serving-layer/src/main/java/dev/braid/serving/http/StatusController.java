package dev.braid.serving.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.braid.project.AccessSettings;
import dev.braid.serving.access.Access;
import dev.braid.serving.access.User;
import dev.braid.serving.cluster.ClusterViews;
import dev.braid.serving.engine.Position;
import dev.braid.serving.generation.LiveGenerations;
import dev.braid.serving.live.Answers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /v1/status}: position and freshness of every view that the user may read, and how much
 * is in quarantine.
 */
@RestController
final class StatusController {
  private final LiveGenerations generations;
  private final Access access;

  StatusController(LiveGenerations generations, Access access) {
    this.generations = generations;
    this.access = access;
  }

  /**
   * All of it.
   *
   * @param generation the one that answers
   * @param building the one that is built beside it; null if none is
   * @param swapped the last change of the one that answers; null if there was none in this process
   * @param cluster how the Trino cluster has each view; none without one
   */
  record Status(
      String project,
      long generation,
      NextGeneration building,
      LastSwap swapped,
      boolean ready,
      Map<String, ViewStanding> views,
      Map<String, ClusterStanding> cluster,
      Map<String, Long> quarantined) {}

  /**
   * A view in the Trino cluster.
   *
   * @param state waiting, kept, failing or refused
   * @param batchVersion that it answers from
   */
  record ClusterStanding(
      String state,
      @JsonProperty("batch_version") Long batchVersion,
      String since,
      String reason) {}

  /**
   * A generation to come.
   *
   * @param waiting why it does not answer yet
   */
  record NextGeneration(long generation, String waiting, Map<String, ViewStanding> views) {}

  record LastSwap(long from, long to, String at, @JsonProperty("held_ms") long heldMillis) {}

  /**
   * A view.
   *
   * @param batchAgeMillis since when a batch run could have covered more
   * @param events counted now: those the frontier covers and the speed layer's from there on
   */
  record ViewStanding(
      String state,
      String frontier,
      @JsonProperty("batch_version") Long batchVersion,
      @JsonProperty("batch_committed_at") String batchCommittedAt,
      @JsonProperty("batch_age_ms") Long batchAgeMillis,
      @JsonProperty("speed_lag_ms") Long speedLagMillis,
      long groups,
      long events,
      @JsonProperty("events_from_batch") long eventsFromBatch,
      @JsonProperty("events_from_speed") long eventsFromSpeed,
      @JsonProperty("applied_upserts") long appliedUpserts,
      @JsonProperty("hand_offs") long handOffs,
      long stragglers,
      @JsonProperty("uncounted_stragglers") long uncountedStragglers,
      @JsonProperty("overflowed_groups") long overflowedGroups,
      boolean degraded,
      String reason,
      List<String> warnings) {}

  @GetMapping("/v1/status")
  Status status(@AuthenticationPrincipal User user) {
    NextGeneration next =
        generations
            .building()
            .map(
                building ->
                    new NextGeneration(
                        building.generation(), building.waiting(), views(user, building.views())))
            .orElse(null);
    LastSwap swap =
        generations
            .swapped()
            .map(
                done ->
                    new LastSwap(done.from(), done.to(), done.at().toString(), done.heldMillis()))
            .orElse(null);
    return generations.ask(
        answers ->
            new Status(
                answers.project(),
                answers.generation(),
                next,
                swap,
                answers.ready(),
                views(user, answers.status()),
                cluster(user),
                access.mayRead(user, AccessSettings.QUARANTINE)
                    ? answers.quarantined()
                    : Map.of()));
  }

  private Map<String, ClusterStanding> cluster(User user) {
    Map<String, ClusterStanding> views = new LinkedHashMap<>();
    generations.cluster().map(ClusterViews::states).orElseGet(List::of).stream()
        .filter(view -> access.mayRead(user, view.view()))
        .forEach(
            view ->
                views.put(
                    view.view(),
                    new ClusterStanding(
                        view.state().text(),
                        view.batchVersion(),
                        view.since().toString(),
                        view.problem())));
    return views;
  }

  private Map<String, ViewStanding> views(User user, List<Answers.ViewReport> reports) {
    Map<String, ViewStanding> views = new LinkedHashMap<>();
    reports.stream()
        .filter(view -> access.mayRead(user, view.view()))
        .forEach(view -> views.put(view.view(), standing(view)));
    return views;
  }

  private static ViewStanding standing(Answers.ViewReport view) {
    Position position = view.position();
    boolean none = position == null;
    return new ViewStanding(
        view.state().text(),
        none ? null : position.frontier().toString(),
        none ? null : position.batchVersion(),
        none ? null : position.committedAt(),
        view.batchAgeMillis(),
        view.speedLagMillis(),
        none ? 0 : position.groups(),
        none ? 0 : position.events(),
        none ? 0 : position.eventsFromBatch(),
        none ? 0 : position.eventsFromSpeed(),
        view.upserts(),
        view.handOffs(),
        view.stragglers(),
        view.uncounted(),
        view.overflowed(),
        view.degraded(),
        view.reason(),
        view.warnings());
  }
}
