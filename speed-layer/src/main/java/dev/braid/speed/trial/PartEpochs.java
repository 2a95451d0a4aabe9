package dev.braid.speed.trial;

import dev.braid.log.Epochs;
import dev.braid.trial.TrialRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets many parts go through one view's operators without meeting: each of their epochs becomes an
 * epoch of its own, by which what comes out is told apart again.
 */
final class PartEpochs {
  private record Slot(int part, int epoch) {}

  private final Epochs epochs;
  private final Map<Slot, Long> given = new HashMap<>();
  private final Map<Long, Integer> parts = new HashMap<>();

  PartEpochs(Epochs epochs) {
    this.epochs = epochs;
  }

  /** An append time for an event of a part. */
  long appendTime(int part, TrialRequest.Event event) {
    long epoch =
        given.computeIfAbsent(
            new Slot(part, event.epoch()),
            slot -> Math.multiplyExact(given.size(), epochs.lengthMillis()));
    parts.put(epoch, part);
    return epoch;
  }

  /** The part that an append time, or an epoch, was given to. */
  int partOf(long appendTime) {
    return parts.get(epochs.epochOf(appendTime));
  }
}
