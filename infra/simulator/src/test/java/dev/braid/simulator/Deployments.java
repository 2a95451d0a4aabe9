package dev.braid.simulator;

import dev.braid.generation.Generations;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The record of the generations, and the speed layers that whoever follows it runs. All have the
 * same definition: the view is kept, and its batch table is shared.
 */
final class Deployments {
  private final World world;
  private final TreeMap<Long, SpeedJob> jobs = new TreeMap<>();
  private Generations recorded = Generations.first(World.FIRST);
  private long newest = World.FIRST;
  private boolean goingBack;

  Deployments(World world) {
    this.world = world;
    SpeedJob first = deploy(World.FIRST, new Topic<>(world.shape().speedPartitions()));
    first.start(Optional.empty(), world.shape().parallelism());
  }

  private SpeedJob deploy(long generation, Topic<SpeedRecord> topic) {
    SpeedJob job = new SpeedJob(world, generation, topic, world.shape().parallelism());
    jobs.put(generation, job);
    return job;
  }

  Generations recorded() {
    return recorded;
  }

  SpeedJob current() {
    return jobs.get(recorded.current());
  }

  Optional<SpeedJob> next() {
    return Optional.ofNullable(recorded.next()).map(jobs::get);
  }

  boolean isNext(SpeedJob job) {
    return Objects.equals(recorded.next(), job.number());
  }

  /** One of those that are to run. */
  SpeedJob any(Dice dice) {
    return recorded.next() != null && dice.oneIn(2) ? jobs.get(recorded.next()) : current();
  }

  Collection<SpeedJob> kept() {
    return jobs.values();
  }

  // The record changes.

  /** A new generation is to take over; while there is one already, nothing is asked for. */
  void build() {
    if (recorded.next() == null) {
      newest++;
      deploy(
          newest,
          world.lake().model().ownTopics()
              ? new Topic<>(world.shape().speedPartitions())
              : current().topic());
      recorded = recorded.build(newest);
      goingBack = false;
      world.happened(Happening.NEXT_BUILT);
    }
  }

  /** The previous generation is to answer again. */
  void rollBack() {
    if (recorded.next() == null && recorded.previous() != null) {
      recorded = recorded.build(recorded.previous());
      goingBack = true;
      world.happened(Happening.ROLL_BACK_BEGUN);
    }
  }

  void giveUp() {
    if (recorded.next() != null) {
      recorded = recorded.abandoned();
      world.happened(Happening.NEXT_GIVEN_UP);
    }
  }

  /** The serving layer is about to answer from the next one. */
  void swapped() {
    recorded = recorded.swapped();
    world.happened(Happening.SWAPPED);
    if (recorded.current() > World.FIRST + 1) {
      world.happened(Happening.SWAPPED_AGAIN);
    }
    if (goingBack) {
      world.happened(Happening.ROLLED_BACK);
    }
  }

  // Who follows it.

  /** Starts what is to run, stops what is not, forgets what is not kept. */
  void follow(Dice dice) {
    for (SpeedJob job : List.copyOf(jobs.values())) {
      boolean wanted = recorded.running().contains(job.number());
      if (job.isRunning() && !wanted) {
        job.stop(dice.below(8));
      } else if (!job.isRunning() && isNext(job)) {
        job.resume();
      }
      if (!wanted && !Objects.equals(recorded.previous(), job.number())) {
        jobs.remove(job.number());
      }
    }
  }

  // Rest.

  private List<SpeedJob> running() {
    List<SpeedJob> running = new ArrayList<>();
    recorded.running().forEach(generation -> running.add(jobs.get(generation)));
    return running;
  }

  void pump() {
    running().forEach(SpeedJob::pump);
  }

  void settle() {
    pump();
    for (SpeedJob job : running()) {
      if (!job.isRunning()) {
        job.resume();
        job.pump();
      }
    }
  }
}
