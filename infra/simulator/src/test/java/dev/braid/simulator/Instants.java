package dev.braid.simulator;

/** The world's one true time, and the number of the step it is at. */
final class Instants {
  private long now = 1_700_000_000_000L;
  private long step;

  long now() {
    return now;
  }

  long step() {
    return step;
  }

  void pass(long millis) {
    now += millis;
  }

  void nextStep() {
    step++;
  }
}
