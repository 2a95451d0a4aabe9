package dev.braid.serving.engine;

/** The engine could not do what the serving layer asked of it. */
public final class EngineException extends Exception {
  private final boolean broken;

  public EngineException(String message, Throwable cause, boolean broken) {
    super(message, cause);
    this.broken = broken;
  }

  /** Whether the engine will do nothing more until the process is started again. */
  public boolean isBroken() {
    return broken;
  }
}
