package dev.braid.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps in a world of one shape. What a step does follows from its salt and from what the steps
 * before it have made of the world.
 */
record History(long seed, List<Step> steps) {
  private static final int LENGTH = 160;

  /** One step. */
  record Step(Action action, long salt) {}

  /** What running a history gave. */
  record Outcome(Optional<Violation> violation, int steps, long[] happened) {}

  History {
    steps = List.copyOf(steps);
  }

  static History of(long seed) {
    Dice dice = new Dice(~seed);
    int length = (int) dice.between(LENGTH / 2, LENGTH * 3 / 2);
    Action.Side neglected =
        switch (dice.below(4)) {
          case 0 -> Action.Side.BATCH;
          case 1 -> Action.Side.SPEED;
          default -> null;
        };
    boolean generations = Shape.of(seed).generations();
    List<Step> steps = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      steps.add(new Step(Action.any(dice, neglected, generations), dice.bits()));
    }
    return new History(seed, steps);
  }

  Outcome run(Model model) {
    World world = new World(Shape.of(seed), model);
    int done = 0;
    try {
      for (Step step : steps) {
        done++;
        world.time().nextStep();
        Dice dice = new Dice(step.salt());
        world.time().pass(dice.below(20));
        step.action().run(world, dice);
        world.front().ifPresent(Front::check);
      }
      rest(world);
      return new Outcome(Optional.empty(), done, world.happened());
    } catch (Violation violation) {
      return new Outcome(Optional.of(violation), done, world.happened());
    } catch (RuntimeException e) {
      return new Outcome(Optional.of(new Violation(Invariant.NO_CRASH, e)), done, world.happened());
    }
  }

  /** Without another batch run, then with one, then for a reader that has seen nothing of it. */
  private void rest(World world) {
    Dice dice = new Dice(seed);
    world.time().nextStep();
    world.settle(false, dice);
    if (!world.shape().stragglers()) {
      world.checkWholeLog();
    }
    world.checkStragglers();
    world.time().nextStep();
    world.settle(true, dice);
    world.checkWholeLog();
    world.time().nextStep();
    world.compact();
    world.startReaders();
    world.readers().forEach(Reader::settle);
    world.checkWholeLog();
  }
}
