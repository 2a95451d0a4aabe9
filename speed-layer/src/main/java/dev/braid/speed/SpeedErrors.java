package dev.braid.speed;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import java.nio.file.Path;

/** Every error of the speed layer that a user can meet: what is wrong, where, what to do. */
public final class SpeedErrors {
  private SpeedErrors() {}

  public static BraidException kafkaUnavailable(String bootstrap, Throwable cause) {
    return new BraidException(
        "KAFKA_UNAVAILABLE",
        ErrorKind.UNAVAILABLE,
        null,
        "Kafka at "
            + bootstrap
            + " does not answer ("
            + cause.getMessage()
            + "); is it running, and is kafka.bootstrap in braid.yml right?",
        cause);
  }

  public static BraidException sourceTopicMissing(String topic, String source) {
    return new BraidException(
        "TOPIC_MISSING",
        ErrorKind.NOT_FOUND,
        "source "
            + source
            + " reads topic "
            + topic
            + ", which does not exist; create it with message.timestamp.type=LogAppendTime, or let"
            + " `braid up` create it");
  }

  public static BraidException ownTopicMissing(String topic, String purpose) {
    return new BraidException(
        "TOPIC_MISSING",
        ErrorKind.NOT_FOUND,
        "topic " + topic + " (" + purpose + ") does not exist; `braid up` creates it");
  }

  public static BraidException notLogAppendTime(String topic, String found, String bootstrap) {
    return new BraidException(
        "NOT_LOG_APPEND_TIME",
        ErrorKind.INPUT,
        "topic "
            + topic
            + " has message.timestamp.type="
            + found
            + ", but the log can only be cut by the broker's append time; run `kafka-configs.sh"
            + " --bootstrap-server "
            + bootstrap
            + " --alter --entity-type topics --entity-name "
            + topic
            + " --add-config message.timestamp.type=LogAppendTime`");
  }

  public static BraidException retentionAteTheLog(
      String topic, int partition, long wanted, long logStart) {
    return new BraidException(
        "LOG_EATEN",
        ErrorKind.CORRUPT,
        "topic "
            + topic
            + ", partition "
            + partition
            + ": the speed layer must start at offset "
            + wanted
            + ", but retention has removed everything before "
            + logStart
            + "; run `braid batch run` until the frontier has passed the gap, and let the topic"
            + " keep its records for longer than two batch runs are apart");
  }

  public static BraidException checkpointBehindLog() {
    return new BraidException(
        "LOG_EATEN",
        ErrorKind.UNAVAILABLE,
        "retention has removed records that the speed layer had not read yet; its checkpoints have"
            + " been put aside, start it again to go on from the frontier");
  }

  public static BraidException logReplaced(String topic, int partition, long wanted, long logEnd) {
    return new BraidException(
        "LOG_REPLACED",
        ErrorKind.CORRUPT,
        "topic "
            + topic
            + ", partition "
            + partition
            + ": the frontier was announced at offset "
            + wanted
            + ", but the log ends at "
            + logEnd
            + "; "
            + REPLACED_REMEDY);
  }

  public static BraidException logReplaced(String topic, String knownId, String foundId) {
    return new BraidException(
        "LOG_REPLACED",
        ErrorKind.CORRUPT,
        "topic "
            + topic
            + " is another one ("
            + foundId
            + ") than the one that the views are made of ("
            + knownId
            + "); "
            + REPLACED_REMEDY);
  }

  private static final String REPLACED_REMEDY =
      "the topic has been deleted and created again, or this is another Kafka. Give the source's"
          + " topic another name, or start a new project over it";

  public static BraidException ownTopicReplaced(String topic) {
    return new BraidException(
        "TOPIC_REPLACED",
        ErrorKind.UNAVAILABLE,
        "topic "
            + topic
            + " has been deleted and created again, and lacks what was published before; start the"
            + " speed layer again, it rebuilds the topic from the frontier");
  }

  public static BraidException noViews(Path plan) {
    return new BraidException(
        "NO_VIEWS",
        ErrorKind.INPUT,
        plan
            + " has no views, so there is nothing to keep; add one under views/ and run `braid"
            + " compile`");
  }

  public static BraidException badArgument(String option, String found, String wanted) {
    return new BraidException(
        "BAD_ARGUMENT", ErrorKind.INPUT, option + " " + found + ": " + wanted);
  }

  public static BraidException stateUnusable(Path folder, Exception cause) {
    return new BraidException(
        "STATE_UNUSABLE",
        ErrorKind.UNAVAILABLE,
        null,
        "cannot use " + folder + " for the speed layer's state: " + cause.getMessage(),
        cause);
  }

  /** The job ended by itself, which it never should; a restart begins at its last checkpoint. */
  public static BraidException jobEnded(String how, Throwable cause) {
    return new BraidException(
        "JOB_ENDED",
        ErrorKind.UNAVAILABLE,
        null,
        "the speed job " + how + (cause == null ? "" : ": " + rootOf(cause).getMessage()),
        cause);
  }

  private static Throwable rootOf(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null && root.getCause() != root) {
      root = root.getCause();
    }
    return root;
  }
}
