package dev.braid.type;

/** Whether the primitive that was computed last stands for NULL. One thread's. */
public class NullFlag {
  private boolean wasNull;

  public final boolean wasNull() {
    return wasNull;
  }

  public final void setNull(boolean isNull) {
    wasNull = isNull;
  }

  /** What a computation returns that comes to NULL. */
  public final long nullLong() {
    wasNull = true;
    return 0;
  }

  /** As {@link #nullLong}. */
  public final double nullDouble() {
    wasNull = true;
    return 0;
  }
}
