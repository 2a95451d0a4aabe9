package dev.braid.simulator;

import dev.braid.log.SpeedHeartbeat;
import dev.braid.log.SpeedRecordCodec;
import dev.braid.log.SpeedUpsert;
import dev.braid.speed.codec.LogRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A record that the speed layer has written, read back by the product's codec.
 *
 * @param upsert null for a heartbeat
 * @param heartbeat null for an upsert
 * @param events that the upsert's states are the sum of
 * @param writer the subtask's run that wrote it
 * @param step at which it was written; of a heartbeat, the one whose readable events it speaks of
 */
record SpeedRecord(
    String key,
    int partition,
    SpeedUpsert upsert,
    SpeedHeartbeat heartbeat,
    EventSet events,
    MergeTask writer,
    long step) {
  private static final SpeedRecordCodec CODEC = new SpeedRecordCodec(SimView.DEFINITION.plan());

  /** Reads the record and makes sure that what it says is true. */
  static SpeedRecord of(LogRecord record, World world, MergeTask writer) {
    SourceTopic log = world.log();
    int partitions = world.shape().speedPartitions();
    SpeedUpsert[] upsert = new SpeedUpsert[1];
    SpeedHeartbeat[] heartbeat = new SpeedHeartbeat[1];
    try {
      CODEC.read(
          record.key(),
          record.value(),
          new SpeedRecordCodec.Reader() {
            @Override
            public void upsert(SpeedUpsert read) {
              upsert[0] = read;
            }

            @Override
            public void heartbeat(SpeedHeartbeat read) {
              heartbeat[0] = read;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new SpeedRecord(
        new String(record.key(), StandardCharsets.UTF_8),
        record.partition() == LogRecord.BY_ROUTE
            ? Math.floorMod(Arrays.hashCode(record.route()), partitions)
            : record.partition(),
        upsert[0],
        heartbeat[0],
        upsert[0] == null || upsert[0].states() == null ? EventSet.NONE : events(upsert[0], log),
        writer,
        heartbeat[0] == null ? world.time().step() : writer.stepOf(heartbeat[0]));
  }

  private static EventSet events(SpeedUpsert upsert, SourceTopic log) {
    String key = (String) upsert.key()[0];
    String what = "upsert of " + key + " in epoch " + upsert.epoch();
    EventSet events =
        SimView.events(SimView.result(key, upsert.states()), log, Invariant.TRUE_UPSERT, what);
    for (Event event : log.events()) {
      if (events.contains(event.id())
          && !(event.committed() && event.key().equals(key) && event.epoch() == upsert.epoch())) {
        throw new Violation(Invariant.TRUE_UPSERT, what + " holds event " + event.id());
      }
    }
    if (events.size() != upsert.version().events()) {
      throw new Violation(
          Invariant.TRUE_UPSERT, what + " of version " + upsert.version() + " holds " + events);
    }
    return events;
  }

  boolean isTombstone() {
    return upsert != null && upsert.states() == null;
  }
}
