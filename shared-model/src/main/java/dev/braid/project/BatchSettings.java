package dev.braid.project;

import java.time.Duration;

/**
 * When a batch view counts as late. Its age begins with the end of the first epoch that it does not
 * cover: no run could have covered more before, however long the epochs are.
 *
 * @param warnAfterMillis answers warn of a batch view older than this
 * @param errorAfterMillis answers of one older than this are degraded
 */
public record BatchSettings(long warnAfterMillis, long errorAfterMillis) {
  /** Fits a nightly run that takes up to two hours: a warning after one missed, then degraded. */
  public static final BatchSettings DEFAULT =
      new BatchSettings(Duration.ofHours(26).toMillis(), Duration.ofHours(50).toMillis());

  public BatchSettings {
    if (warnAfterMillis >= errorAfterMillis) {
      throw new IllegalArgumentException(warnAfterMillis + " is not before " + errorAfterMillis);
    }
  }
}
