package dev.braid.project;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a batch run makes a view's next version. */
public enum Refresh {
  /** From all events. */
  @JsonProperty("full")
  FULL,
  /** From the version before and the events since. */
  @JsonProperty("incremental")
  INCREMENTAL
}
