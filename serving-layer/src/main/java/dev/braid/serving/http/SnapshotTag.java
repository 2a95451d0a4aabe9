package dev.braid.serving.http;

import dev.braid.serving.engine.Position;
import dev.braid.serving.live.Answers;
import dev.braid.type.Sha256;
import java.util.List;

/**
 * The entity tag of what is read from views. It changes with the generation, with the batch
 * version, with what of the speed layer is in, and with what an answer must say of its standing; it
 * does not with the mere passing of time, by which the lag grows: hence a weak one.
 */
final class SnapshotTag {
  private static final int LENGTH = 20;

  private SnapshotTag() {}

  static String of(long generation, List<Answers.ViewReport> views) {
    StringBuilder snapshot = new StringBuilder().append(generation);
    for (Answers.ViewReport view : views) {
      snapshot.append('\n').append(view.view()).append(' ').append(view.state());
      Position position = view.position();
      if (position != null) {
        snapshot
            .append(' ')
            .append(position.batchVersion())
            .append(' ')
            .append(position.frontier())
            .append(' ')
            .append(position.processedTo())
            .append(' ')
            .append(position.events());
      }
      // A replayed upsert can bring other contents at the same count.
      snapshot.append(' ').append(view.upserts()).append(' ').append(view.degraded());
    }
    return "W/\"" + Sha256.hex(snapshot.toString()).substring(0, LENGTH) + '"';
  }
}
