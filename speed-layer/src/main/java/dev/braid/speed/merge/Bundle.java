package dev.braid.speed.merge;

import dev.braid.expression.CompiledView;
import dev.braid.expression.EventKey;
import dev.braid.expression.InputRow;
import dev.braid.log.Epochs;
import dev.braid.speed.codec.GroupKey;
import dev.braid.speed.codec.Partial;
import dev.braid.speed.codec.Totals;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Aggregates what arrives within a bundle, so that a hot group crosses the network once a bundle.
 * Sends a group's epochs on in the order in which they came. Holds nothing over a checkpoint
 * barrier, and holds a watermark back until what came before it is on its way. Owned by one thread.
 */
public final class Bundle {
  private static final int MAX_ENTRIES = 20_000;

  private final CompiledView view;
  private final Epochs epochs;
  private final Function<Object[], GroupKey> groupKeys;
  private final Output output;
  private final Map<EventKey, Totals> totals = new LinkedHashMap<>();
  private final InputRow row = new InputRow();
  private final EventKey key;
  private final int epochCell;
  private boolean holdsWatermark;
  private long watermark;

  /** Where a bundle goes. */
  public interface Output {
    void partial(Partial partial);

    void watermark(long timestamp);
  }

  public Bundle(
      CompiledView view, Epochs epochs, Function<Object[], GroupKey> groupKeys, Output output) {
    this.view = view;
    this.epochs = epochs;
    this.groupKeys = groupKeys;
    this.output = output;
    this.key = view.newKey(1);
    this.epochCell = view.plan().keys().size();
  }

  /**
   * Takes in an event.
   *
   * @param values of the source's columns; looked at, never kept
   */
  public void event(long appendTime, Object[] values) {
    row.set(values);
    if (!view.accepts(row)) {
      return;
    }
    view.key(row, key);
    key.cell(epochCell).setLong(epochs.epochOf(appendTime));
    Totals sum = totals.get(key);
    if (sum == null) {
      sum = Totals.empty(view);
      totals.put(key.copy(), sum);
    }
    sum.add(view, appendTime, row);
    if (totals.size() >= MAX_ENTRIES) {
      flush();
    }
  }

  /**
   * Holds the mark back until what came before it is on its way. {@link Long#MAX_VALUE}, at the end
   * of a drained job's input, goes no further: it says nothing of the log, and what goes on from
   * the job's last checkpoint reads on.
   */
  public void watermark(long timestamp) {
    if (timestamp == Long.MAX_VALUE) {
      return;
    }
    if (totals.isEmpty()) {
      output.watermark(timestamp);
    } else {
      holdsWatermark = true;
      watermark = timestamp;
    }
  }

  /** Once a bundle. */
  public void tick() {
    flush();
  }

  /** Before a checkpoint is taken. */
  public void barrier() {
    flush();
  }

  /** Before it is told that the source goes idle: an idle channel's watermarks are ignored. */
  public void status() {
    flush();
  }

  public void endOfInput() {
    flush();
  }

  private void flush() {
    totals.forEach(
        (group, sum) ->
            output.partial(
                new Partial(
                    groupKeys.apply(view.values(group)), group.cell(epochCell).getLong(), sum)));
    totals.clear();
    if (holdsWatermark) {
      output.watermark(watermark);
      holdsWatermark = false;
    }
  }
}
