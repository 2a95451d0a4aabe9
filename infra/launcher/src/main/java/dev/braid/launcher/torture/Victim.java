package dev.braid.launcher.torture;

/** What can be struck. */
enum Victim {
  TASK_MANAGER("taskmanager", null, 38),
  JOB_MANAGER("jobmanager", null, 14),
  BROKER("broker", null, 14),
  SERVING("serving", null, 19),
  LAUNCHER("launcher", null, 5),
  SPARK_BEFORE_WRITING("spark before writing", "before-writing", 2),
  SPARK_AFTER_FILES("spark after Parquet files", "after-files", 2),
  SPARK_DURING_LOG_COMMIT("spark during log commit", "during-log-commit", 2),
  SPARK_BEFORE_ANNOUNCEMENT("spark before announcement", "before-announcement", 2);

  private final String text;
  private final String killPoint;
  private final int weight;

  Victim(String text, String killPoint, int weight) {
    this.text = text;
    this.killPoint = killPoint;
    this.weight = weight;
  }

  /** As people read it; of a process that runs all the time also its name. */
  String text() {
    return text;
  }

  /** How often it is struck, beside the others. */
  int weight() {
    return weight;
  }

  /** Whether it is a batch run, which dies at a point of its own and is not paused. */
  boolean isSpark() {
    return killPoint != null;
  }

  /** The batch layer's name for the point at which to die; null for other victims. */
  String killPoint() {
    return killPoint;
  }
}
