package dev.braid.serving;

import dev.braid.serving.merge.MergedRow;

/** Finished rows of groups that the speed layer alone has. */
public final class SpeedRows {
  private SpeedRows() {}

  public static MergedRow row(Object[] values, long events, Object... states) {
    return new MergedRow(values, events, states, false, new MergedRow.SpeedPart(values, events));
  }
}
