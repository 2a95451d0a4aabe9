package dev.braid.simulator;

/** What may be found violated; a history is shrunk as long as the same one is. */
enum Invariant {
  /** An answer is not what its frontier and the upserts read say. */
  EXACT_ANSWER,
  /** An event appended behind a committed frontier although all clocks are within grace. */
  COVERED_EPOCH_CLOSED,
  /** An answer lacks an event that it says it has processed. */
  PROCESSED_TO,
  /** An upsert is not the sum of events of its group and epoch. */
  TRUE_UPSERT,
  /** An epoch is retired that the previous version still needs. */
  RETIRED_IN_TIME,
  /** A job's input has ended and something of it is not published. */
  PUBLISHED_AT_END,
  /** A batch version does not hold exactly what it says. */
  TRUE_BATCH_VERSION,
  /** A raw record is archived or decoded twice, or not at all. */
  ARCHIVED_ONCE,
  /** Two transactions committed on one base. */
  ONE_COMMIT_A_BASE,
  /** Something is announced that is not committed. */
  ANNOUNCED_AFTER_COMMIT,
  /** A reader that is too far behind, or lacks something, does not say so. */
  DEGRADED_SAID,
  /** Empty, loading, failed and ready are mistaken for one another. */
  STATE_TOLD,
  /** Stragglers are not counted. */
  STRAGGLERS_COUNTED,
  /** Who asks while generations change sees a count fall. */
  COUNT_NEVER_FALLS,
  /** A swap takes answers to an earlier version of a table that both generations share. */
  SHARED_TABLE_GOES_ON,
  /** All is at rest and still an answer is not the whole log. */
  WHOLE_LOG_AT_REST,
  /** The product's code threw what it never should. */
  NO_CRASH
}
