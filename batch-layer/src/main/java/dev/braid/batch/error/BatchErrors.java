package dev.braid.batch.error;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import java.nio.file.Path;
import java.util.List;

/** Every error of the batch layer that a user can meet: what is wrong, where, what to do. */
public final class BatchErrors {
  private BatchErrors() {}

  public static BraidException running(Path lock, String holder) {
    return new BraidException(
        "BATCH_RUNNING",
        ErrorKind.CONFLICT,
        "another batch run"
            + (holder.isEmpty() ? "" : " (" + holder + ")")
            + " holds "
            + lock
            + "; wait for its end, its result serves both");
  }

  public static BraidException lockFile(Path lock, Exception cause) {
    return new BraidException(
        "STATE_NOT_WRITABLE",
        ErrorKind.UNAVAILABLE,
        null,
        "cannot write "
            + lock
            + " ("
            + cause.getMessage()
            + "); check the folder's owner and space",
        cause);
  }

  public static BraidException noSuchTopic(String topic, String bootstrap) {
    return new BraidException(
        "NO_SUCH_TOPIC",
        ErrorKind.NOT_FOUND,
        "there is no topic "
            + topic
            + " at "
            + bootstrap
            + "; `braid up` creates the topics of a project, or create it with"
            + " message.timestamp.type=LogAppendTime");
  }

  public static BraidException notLogAppendTime(String topic, String bootstrap, String found) {
    return new BraidException(
        "NOT_LOG_APPEND_TIME",
        ErrorKind.INPUT,
        "topic "
            + topic
            + " has message.timestamp.type="
            + found
            + ", but the broker's append time must decide the epoch; mend it with: kafka-configs.sh"
            + " --bootstrap-server "
            + bootstrap
            + " --entity-type topics --entity-name "
            + topic
            + " --alter --add-config message.timestamp.type=LogAppendTime");
  }

  public static BraidException eventsLost(String topic, int partition, long next, long earliest) {
    return new BraidException(
        "EVENTS_LOST",
        ErrorKind.CORRUPT,
        "topic "
            + topic
            + ", partition "
            + partition
            + ": offsets "
            + next
            + " to "
            + (earliest - 1)
            + " ("
            + (earliest - next)
            + ") were deleted by retention before they were archived; raise the topic's"
            + " retention.ms above the longest time between batch runs. To go on without them, run"
            + " the batch layer once with --accept-loss");
  }

  public static BraidException topicReplaced(String topic, int partition, long next, long end) {
    return new BraidException(
        "TOPIC_REPLACED",
        ErrorKind.CORRUPT,
        "topic "
            + topic
            + ", partition "
            + partition
            + " ends at offset "
            + end
            + ", but it is archived up to "
            + next
            + "; "
            + REPLACED_REMEDY);
  }

  public static BraidException topicReplaced(String topic, String archivedId, String foundId) {
    return new BraidException(
        "TOPIC_REPLACED",
        ErrorKind.CORRUPT,
        "topic "
            + topic
            + " is another one ("
            + foundId
            + ") than the one archived ("
            + archivedId
            + "); "
            + REPLACED_REMEDY);
  }

  private static final String REPLACED_REMEDY =
      "it was deleted and created again. Give the source another topic name, or start a new lake"
          + " (`storage` in braid.yml)";

  public static BraidException kafkaUnreachable(String bootstrap, Throwable cause) {
    return new BraidException(
        "KAFKA_UNREACHABLE",
        ErrorKind.UNAVAILABLE,
        null,
        "Kafka at "
            + bootstrap
            + " does not answer ("
            + cause.getMessage()
            + "); is it running? The run can be started again at any time",
        cause);
  }

  public static BraidException kafkaRefused(String bootstrap, Throwable cause) {
    return new BraidException(
        "KAFKA_REFUSED",
        ErrorKind.FORBIDDEN,
        null,
        "Kafka at "
            + bootstrap
            + " refuses: "
            + cause.getMessage()
            + "; check kafka.properties in braid.yml and the user's rights",
        cause);
  }

  public static BraidException committedByAnother(String table, Exception cause) {
    return new BraidException(
        "COMMIT_CONFLICT",
        ErrorKind.CONFLICT,
        null,
        "another run committed to " + table + " first; nothing of this one is in it. Run again",
        cause);
  }

  public static BraidException foreignTable(String table, String why) {
    return new BraidException(
        "NOT_BRAIDS_TABLE",
        ErrorKind.CORRUPT,
        "the Delta table "
            + table
            + " "
            + why
            + ", so it was not written by this version of Braid; move it away");
  }

  public static BraidException badCommit(String table, long version, Exception cause) {
    return new BraidException(
        "BAD_COMMIT",
        ErrorKind.CORRUPT,
        null,
        "version "
            + version
            + " of the Delta table "
            + table
            + " does not say what it covers ("
            + cause.getMessage()
            + "); restore an earlier version or move the table away",
        cause);
  }

  public static BraidException tableDamaged(String table, String why, Throwable cause) {
    return new BraidException(
        "TABLE_DAMAGED",
        ErrorKind.CORRUPT,
        null,
        "the Delta table "
            + table
            + " cannot be read ("
            + why
            + "): a file of it is torn, damaged or missing. Restore it from a copy. A table under"
            + " views/ or events/ can be moved away instead: the next run makes it anew from"
            + " events/ or raw/. A checkpoint of its log can be deleted while all commits before it"
            + " are there",
        cause);
  }

  public static BraidException rawLost(String table, String topic, int partition, long earliest) {
    return new BraidException(
        "RAW_LOST",
        ErrorKind.CORRUPT,
        "there is no table "
            + table
            + " any more, and topic "
            + topic
            + ", partition "
            + partition
            + ", no longer has the offsets before "
            + earliest
            + " that it held; restore it from a copy. To go on without them, run the batch layer"
            + " once with --accept-loss");
  }

  public static BraidException badWait(String text) {
    return new BraidException(
        "BAD_DURATION",
        ErrorKind.INPUT,
        "--wait " + text + " is not a duration; write it as 90s, 5m or 1h");
  }

  public static BraidException badKillPoint(String text) {
    return new BraidException(
        "BAD_ARGUMENT",
        ErrorKind.INPUT,
        "braid.batch.killPoint="
            + text
            + ": name before-writing, after-files, during-log-commit or before-announcement and,"
            + " after a colon, at which time, e.g. after-files:3");
  }

  public static BraidException failed(String why, Path details, Throwable cause) {
    return new BraidException(
        "BATCH_FAILED",
        ErrorKind.INTERNAL,
        null,
        "the batch run failed: "
            + why
            + ". What is committed is whole, and a new run goes on from there; the details are in "
            + details,
        cause);
  }

  public static BraidException auditFailed(String why, Path details, Throwable cause) {
    return new BraidException(
        "AUDIT_FAILED",
        ErrorKind.INTERNAL,
        null,
        "the audit failed: " + why + ". It has changed nothing; the details are in " + details,
        cause);
  }

  public static BraidException generationsDiffer(List<String> views) {
    return new BraidException(
        "GENERATIONS_DIFFER",
        ErrorKind.CORRUPT,
        "answers of "
            + String.join(", ", views)
            + " are others than those of the generation in use, at the same frontier and of the same"
            + " query. Nothing has been replaced. Either the changed source rejects other events (see"
            + " the decode lines), or the table of one of them is damaged: `braid audit` tells which");
  }

  public static BraidException noRaw(String table) {
    return new BraidException(
        "NO_RAW",
        ErrorKind.CORRUPT,
        "there is no table "
            + table
            + ", which holds the records that the view was made of; restore it, nothing else can");
  }
}
