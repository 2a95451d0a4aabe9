package dev.braid.serving.merge;

import java.util.Locale;

/** What there is of a view to query. Empty, not loaded and failed are three different things. */
public enum ViewState {
  /** Nothing anywhere yet: no batch version, no speed state. */
  EMPTY,
  /** Being read; no answer yet. */
  LOADING,
  /** Answers. */
  READY,
  /** It cannot be read, so there is no answer; the reason is told beside. */
  FAILED;

  /** As it is written in answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean answers() {
    return this == EMPTY || this == READY;
  }
}
