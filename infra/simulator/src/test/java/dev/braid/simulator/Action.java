package dev.braid.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What can happen next. To add a step, add a constant with its weight; all that it chooses it takes
 * from the dice, so that it does the same when the steps around it are left out.
 */
enum Action {
  APPEND(Side.LOG, 30) {
    @Override
    void run(World world, Dice dice) {
      int count = dice.oneIn(4) ? 8 : 1 + dice.below(4);
      for (int i = 0; i < count; i++) {
        world.time().pass(dice.below(20));
        world.append(dice);
      }
    }
  },
  END_TRANSACTION(Side.LOG, 6) {
    @Override
    void run(World world, Dice dice) {
      world.endTransaction(dice.below(2), dice.below(3) > 0);
    }
  },
  CHANGE_LEADER(Side.LOG, 3) {
    @Override
    void run(World world, Dice dice) {
      world.log().lead(dice.below(world.shape().partitions()), dice.below(3));
      world.happened(Happening.LEADER_CHANGED);
    }
  },
  WAIT(Side.LOG, 7) {
    @Override
    void run(World world, Dice dice) {
      world.time().pass(dice.between(1, 2 * SimView.EPOCH));
    }
  },
  READ_SOURCE(Side.SPEED, 20) {
    @Override
    void run(World world, Dice dice) {
      int partition = dice.below(world.shape().partitions());
      int count = dice.oneIn(3) ? 12 : 1 + dice.below(4);
      world
          .speed(dice)
          .sources()
          .forEach(
              source -> {
                if (source.owns(partition)) {
                  source.read(partition, count);
                }
              });
    }
  },
  SOURCE_TIMERS(Side.SPEED, 10) {
    @Override
    void run(World world, Dice dice) {
      List<SourceTask> sources = world.speed(dice).sources();
      if (!sources.isEmpty()) {
        SourceTask source = sources.get(dice.below(sources.size()));
        if (dice.below(3) > 0) {
          source.periodic();
        }
        if (dice.below(3) > 0) {
          source.tick();
        }
      }
    }
  },
  PROCESS_CHANNEL(Side.SPEED, 20) {
    @Override
    void run(World world, Dice dice) {
      SpeedJob job = world.speed(dice);
      List<MergeTask> merges = job.merges();
      if (!merges.isEmpty()) {
        MergeTask merge = merges.get(dice.below(merges.size()));
        int channel = dice.below(merge.channels());
        int count = 1 + dice.below(6);
        for (int i = 0; i < count && merge.process(channel); i++) {
          job.completeCheckpoint();
        }
      }
    }
  },
  MERGE_TIMER(Side.SPEED, 10) {
    @Override
    void run(World world, Dice dice) {
      SpeedJob job = world.speed(dice);
      List<MergeTask> merges = job.merges();
      if (!merges.isEmpty()) {
        merges.get(dice.below(merges.size())).tick();
      }
    }
  },
  SEND_UPSERTS(Side.SPEED, 14) {
    @Override
    void run(World world, Dice dice) {
      SpeedJob job = world.speed(dice);
      List<MergeTask> merges = job.merges();
      if (!merges.isEmpty()) {
        merges
            .get(dice.below(merges.size()))
            .deliver(dice.below(world.shape().speedPartitions()), 1 + dice.below(5));
      }
    }
  },
  RUN_SPEED(Side.SPEED, 4) {
    @Override
    void run(World world, Dice dice) {
      world.speed(dice).pump();
    }
  },
  LET_FLOW(Side.SPEED, 14) {
    @Override
    void run(World world, Dice dice) {
      world.speed(dice).flow();
    }
  },
  READ_FRONTIER(Side.SPEED, 6) {
    @Override
    void run(World world, Dice dice) {
      SpeedJob job = world.speed(dice);
      if (job.isRunning()) {
        job.readFrontier();
      }
    }
  },
  TRIGGER_CHECKPOINT(Side.SPEED, 9) {
    @Override
    void run(World world, Dice dice) {
      SpeedJob job = world.speed(dice);
      if (job.isRunning() && !job.isCheckpointing()) {
        job.triggerCheckpoint();
      }
    }
  },
  DRAIN(Side.SPEED, 1) {
    @Override
    void run(World world, Dice dice) {
      SpeedJob job = world.speed(dice);
      if (job.isRunning() && dice.oneIn(2)) {
        job.drain();
      }
    }
  },
  CRASH_SPEED(Side.SPEED, 8) {
    @Override
    void run(World world, Dice dice) {
      SpeedJob job = world.speed(dice);
      if (job.isRunning()) {
        job.crash(dice.below(8));
      }
    }
  },
  START_SPEED(Side.SPEED, 18) {
    @Override
    void run(World world, Dice dice) {
      int parallelism = dice.oneIn(3) ? 1 + dice.below(3) : world.shape().parallelism();
      boolean older = dice.oneIn(4);
      SpeedJob job = world.speed(dice);
      if (job.isRunning()) {
        return;
      }
      List<Checkpoint> checkpoints = job.checkpoints();
      Optional<Checkpoint> from = Optional.empty();
      if (!checkpoints.isEmpty()) {
        int last = checkpoints.size() - 1;
        if (older && last > 0) {
          checkpoints.remove(last--);
          world.happened(Happening.RESTORED_OLDER_CHECKPOINT);
        }
        from = Optional.of(checkpoints.get(last));
      }
      job.start(from, parallelism);
    }
  },
  DISPOSE_SPEED(Side.SPEED, 1) {
    @Override
    void run(World world, Dice dice) {
      boolean raise = dice.below(2) == 0;
      SpeedJob job = world.speed(dice);
      if (!job.isRunning()) {
        job.dispose(raise);
      }
    }
  },
  DELIVER_DELAYED(Side.SPEED, 5) {
    @Override
    void run(World world, Dice dice) {
      world.speed(dice).deliverDelayed(dice);
    }
  },
  DUPLICATE_RECORD(Side.SPEED, 3) {
    @Override
    void run(World world, Dice dice) {
      SpeedJob job = world.speed(dice);
      List<Topic.Place<SpeedRecord>> places =
          job.topic().places(dice.below(world.shape().speedPartitions()));
      int back = 1 + dice.below(4);
      if (places.size() >= back && job.mayDuplicate(places.size() - back, places)) {
        job.publish(places.get(places.size() - back).value());
        world.happened(Happening.DUPLICATED_RECORD);
      }
    }
  },
  COMPACT(Side.SPEED, 4) {
    @Override
    void run(World world, Dice dice) {
      world.compact();
    }
  },
  START_BATCH(Side.BATCH, 9) {
    @Override
    void run(World world, Dice dice) {
      world.startBatch(dice);
    }
  },
  ADVANCE_BATCH(Side.BATCH, 30) {
    @Override
    void run(World world, Dice dice) {
      world.advanceBatch(dice.below(2), 1 + dice.below(4), dice);
    }
  },
  FINISH_BATCH(Side.BATCH, 5) {
    @Override
    void run(World world, Dice dice) {
      world.advanceBatch(dice.below(2), 40, dice);
    }
  },
  KILL_BATCH(Side.BATCH, 4) {
    @Override
    void run(World world, Dice dice) {
      world.killBatch(dice.below(2));
    }
  },
  FALL_BACK(Side.BATCH, 4) {
    @Override
    void run(World world, Dice dice) {
      boolean cutBack = dice.below(2) == 0;
      world.lake().fallBack().ifPresent(older -> world.lake().goBack(older, cutBack));
    }
  },
  READ_SPEED_TOPIC(Side.READER, 20) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice)
          .readSpeed(dice.below(world.shape().speedPartitions()), 1 + dice.below(12));
    }
  },
  READ_ANNOUNCEMENTS(Side.READER, 5) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice).readFrontiers(1 + dice.below(3));
    }
  },
  LOOK(Side.READER, 8) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice).look();
    }
  },
  TELL_LOOK(Side.READER, 10) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice).tellLook();
    }
  },
  FINISH_LOADING(Side.READER, 10) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice).finishLoading(dice.oneIn(6));
    }
  },
  WORK(Side.READER, 24) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice).work();
    }
  },
  CATCH_UP_READER(Side.READER, 6) {
    @Override
    void run(World world, Dice dice) {
      Reader reader = reader(world, dice);
      for (int partition = 0; partition < world.shape().speedPartitions(); partition++) {
        reader.readSpeed(partition, Integer.MAX_VALUE);
      }
      reader.readFrontiers(Integer.MAX_VALUE);
    }
  },
  REFRESH_READER(Side.READER, 10) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice).turn(dice.oneIn(8));
    }
  },
  FAIL_CHANGE(Side.READER, 1) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice).failNextChange();
    }
  },
  KILL_READER(Side.READER, 2) {
    @Override
    void run(World world, Dice dice) {
      world.killReader(reader(world, dice));
      world.happened(Happening.READER_DIED);
    }
  },
  RECONNECT_READER(Side.READER, 1) {
    @Override
    void run(World world, Dice dice) {
      reader(world, dice).connect();
      world.happened(Happening.READER_RECONNECTED);
    }
  },
  BUILD_NEXT(Side.GENERATIONS, 10) {
    @Override
    void run(World world, Dice dice) {
      world.deployments().build();
    }
  },
  ROLL_BACK(Side.GENERATIONS, 10) {
    @Override
    void run(World world, Dice dice) {
      world.deployments().rollBack();
    }
  },
  GIVE_UP_NEXT(Side.GENERATIONS, 1) {
    @Override
    void run(World world, Dice dice) {
      world.deployments().giveUp();
    }
  },
  FOLLOW_GENERATIONS(Side.GENERATIONS, 20) {
    @Override
    void run(World world, Dice dice) {
      world.deployments().follow(dice);
    }
  },
  LOOK_AT_GENERATIONS(Side.GENERATIONS, 40) {
    @Override
    void run(World world, Dice dice) {
      world.front().orElseThrow().look(dice);
    }
  },
  BUILD_ON(Side.GENERATIONS, 35) {
    @Override
    void run(World world, Dice dice) {
      boolean all = dice.below(3) == 0;
      int partition = dice.below(world.shape().partitions());
      int count = 1 + dice.below(6);
      world.time().pass(dice.below(150));
      world.deployments().next().ifPresent(job -> job.advance(all, partition, count));
      world.front().orElseThrow().buildOn();
    }
  },
  ANSWER_ON(Side.GENERATIONS, 20) {
    @Override
    void run(World world, Dice dice) {
      boolean all = dice.below(2) == 0;
      int partition = dice.below(world.shape().partitions());
      world.deployments().current().advance(all, partition, 1 + dice.below(6));
      world.readers().get(0).turn(false);
    }
  };

  /** What a step is done to. */
  enum Side {
    LOG,
    SPEED,
    BATCH,
    READER,
    GENERATIONS
  }

  private static final Action[] ALL = weighted(true);
  private static final Action[] OF_ONE_GENERATION = weighted(false);

  private final Side side;
  private final int weight;

  Action(Side side, int weight) {
    this.side = side;
    this.weight = weight;
  }

  abstract void run(World world, Dice dice);

  private static Reader reader(World world, Dice dice) {
    return world.readers().get(dice.below(world.readers().size()));
  }

  private static Action[] weighted(boolean generations) {
    List<Action> weighted = new ArrayList<>();
    for (Action action : values()) {
      if (generations || action.side != Side.GENERATIONS) {
        weighted.addAll(Collections.nCopies(action.weight, action));
      }
    }
    return weighted.toArray(Action[]::new);
  }

  /**
   * @param neglected a side that fewer steps are done to; null if there is none
   * @param generations whether there may be more than one
   */
  static Action any(Dice dice, Side neglected, boolean generations) {
    Action[] weighted = generations ? ALL : OF_ONE_GENERATION;
    Action action = weighted[dice.below(weighted.length)];
    while (action.side == neglected && dice.below(4) > 0) {
      action = weighted[dice.below(weighted.length)];
    }
    return action;
  }
}
