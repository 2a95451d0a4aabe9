package dev.braid.launcher;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.error.Location;
import dev.braid.error.NearestName;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Every error of the launcher that a user can meet: what is wrong, where, what to do. */
public final class LauncherErrors {
  private LauncherErrors() {}

  public static BraidException noProject(Path folder) {
    return new BraidException(
        "NO_PROJECT",
        ErrorKind.INPUT,
        "there is no braid.yml in "
            + folder
            + "; go to a project's folder, name one with --project, or make one with `braid init DIR`");
  }

  static BraidException noDistribution(String home) {
    return new BraidException(
        "NOT_BUILT",
        ErrorKind.UNAVAILABLE,
        "Braid's jars are not at "
            + (home == null ? "the place that the system property braid.home names" : home)
            + "; start Braid with its `braid` script, which builds them");
  }

  static BraidException noJars(Path folder) {
    return new BraidException(
        "NOT_BUILT",
        ErrorKind.UNAVAILABLE,
        "no jars in " + folder + "; build Braid again with `mvn package -DskipTests`");
  }

  public static BraidException folderInUse(Path folder, String file) {
    return new BraidException(
        "FOLDER_IN_USE",
        ErrorKind.CONFLICT,
        folder + " already has " + file + "; name another folder, or remove that one");
  }

  static BraidException portTaken(String host, int port, String key) {
    return new BraidException(
        "PORT_TAKEN",
        ErrorKind.CONFLICT,
        "port "
            + port
            + " on "
            + host
            + " is taken by another program; stop that one, or set "
            + key
            + " in braid.yml to a free port");
  }

  public static BraidException alreadyRuns(Path runFolder, Optional<ProcessHandle> launcher) {
    return new BraidException(
        "ALREADY_RUNS",
        ErrorKind.CONFLICT,
        "this project runs already"
            + launcher.map(process -> " (process " + process.pid() + ")").orElse("")
            + "; stop it with `braid down`, or look at it with `braid status` (lock: "
            + runFolder.resolve("up.lock")
            + ")");
  }

  public static BraidException alreadyApplies(Path lock) {
    return new BraidException(
        "ALREADY_APPLIES",
        ErrorKind.CONFLICT,
        "another `braid apply` is at work on this project; wait for it, or stop it (lock: "
            + lock
            + ")");
  }

  public static BraidException notRunning(Path folder) {
    return new BraidException(
        "NOT_RUNNING",
        ErrorKind.UNAVAILABLE,
        "the project in "
            + folder
            + " does not run, and a new generation is built beside the one that answers; start it"
            + " with `braid up`");
  }

  public static BraidException anotherProject(String name) {
    return new BraidException(
        "ANOTHER_PROJECT",
        ErrorKind.INPUT,
        "braid.yml has another name or another storage than project "
            + name
            + ", which runs, and nothing of that can be taken over; set them back, or `braid down`"
            + " and `braid up` to start anew");
  }

  public static BraidException noViewsLeft() {
    return new BraidException(
        "NO_VIEWS",
        ErrorKind.INPUT,
        "no view would be left; a project without any is stopped with `braid down`");
  }

  public static BraidException nothingToGoBackTo(long current) {
    return new BraidException(
        "NO_PREVIOUS",
        ErrorKind.NOT_FOUND,
        "no generation is kept to go back to from generation " + current);
  }

  public static BraidException notSwapped(long generation, String patience, String waiting) {
    return new BraidException(
        "NOT_SWAPPED",
        ErrorKind.UNAVAILABLE,
        "generation "
            + generation
            + " does not answer after "
            + patience
            + " ("
            + waiting
            + "); it is still being built: `braid apply` waits again, `braid apply --abandon` gives"
            + " it up, .braid/logs/speed-"
            + generation
            + ".log and serving.log say more");
  }

  public static BraidException notAbandoned(long generation) {
    return new BraidException(
        "STILL_BUILDING",
        ErrorKind.UNAVAILABLE,
        "generation "
            + generation
            + " is no longer wanted, but its processes have not let go of it; run the command"
            + " again to delete what is left of it");
  }

  public static BraidException badSpan(String text) {
    return new BraidException(
        "BAD_TIME", ErrorKind.INPUT, text + " is no span of time, e.g. 90s, 5m or 1h");
  }

  public static BraidException badTaskManagers(int found) {
    return new BraidException(
        "BAD_ARGUMENT",
        ErrorKind.INPUT,
        "--task-managers " + found + ": 1 or more, or 0 for Flink in one process");
  }

  public static BraidException stopping() {
    return new BraidException("STOPPING", ErrorKind.UNAVAILABLE, "the project is being stopped");
  }

  public static BraidException notReady(
      String process, String seconds, Path log, List<String> tail) {
    return new BraidException(
        "NOT_READY",
        ErrorKind.UNAVAILABLE,
        process + " was not ready after " + seconds + logged(log, tail));
  }

  public static BraidException diedAtStart(
      String process, int status, Path log, List<String> tail) {
    return new BraidException(
        "DIED_AT_START",
        ErrorKind.UNAVAILABLE,
        process + " ended with status " + status + " while it started" + logged(log, tail));
  }

  private static String logged(Path log, List<String> tail) {
    StringBuilder text = new StringBuilder("; its log, ").append(log).append(", ends with:");
    tail.forEach(line -> text.append("\n    ").append(line));
    return text.toString();
  }

  public static BraidException kafkaUnreachable(
      String bootstrap, boolean embedded, Throwable cause) {
    return new BraidException(
        "KAFKA_UNREACHABLE",
        ErrorKind.UNAVAILABLE,
        null,
        "no Kafka answers at "
            + bootstrap
            + (embedded
                ? "; start the project, and its embedded broker, with `braid up`"
                : "; check kafka.bootstrap in braid.yml and that the cluster runs"),
        cause);
  }

  public static BraidException kafkaFailed(String doing, Throwable cause) {
    return new BraidException(
        "KAFKA_FAILED",
        ErrorKind.UNAVAILABLE,
        null,
        "Kafka refused " + doing + ": " + cause.getMessage(),
        cause);
  }

  public static BraidException notLogAppendTime(
      String source, String topic, String actual, String bootstrap) {
    return new BraidException(
        "NOT_LOG_APPEND_TIME",
        ErrorKind.INPUT,
        "topic "
            + topic
            + " of source "
            + source
            + " has message.timestamp.type="
            + actual
            + ", but Braid cuts the log by the broker's append time; mend it with\n"
            + "    kafka-configs.sh --bootstrap-server "
            + bootstrap
            + " --alter --entity-type topics --entity-name "
            + topic
            + " --add-config message.timestamp.type=LogAppendTime\n"
            + "  (events that are in it already keep the time their producer gave them)");
  }

  public static BraidException topicsInvisible(Collection<String> topics) {
    return new BraidException(
        "TOPICS_INVISIBLE",
        ErrorKind.UNAVAILABLE,
        "Kafka has created topics that its brokers do not show: "
            + String.join(", ", topics)
            + "; see the brokers' logs, and run the command again");
  }

  public static BraidException noTopic(String source, String topic) {
    return new BraidException(
        "NO_TOPIC",
        ErrorKind.NOT_FOUND,
        "topic " + topic + " of source " + source + " does not exist yet; `braid up` creates it");
  }

  public static BraidException noSource(String name, Collection<String> known) {
    return new BraidException(
        "NO_SUCH_SOURCE",
        ErrorKind.NOT_FOUND,
        "there is no source " + name + NearestName.hint(name, known));
  }

  public static BraidException badRate(String text) {
    return new BraidException(
        "BAD_RATE",
        ErrorKind.INPUT,
        "--rate " + text + " is no number of events a second, e.g. 500/s");
  }

  public static BraidException noFile(Path file) {
    return new BraidException(
        "NO_FILE", ErrorKind.INPUT, Location.of(file.toString()), "no such file", null);
  }

  public static BraidException lineTooLong(String file, long line, int limit) {
    return new BraidException(
        "LINE_TOO_LONG",
        ErrorKind.INPUT,
        new Location(file, (int) Math.min(line, Integer.MAX_VALUE), 0),
        "an event of more than "
            + limit
            + " bytes; is this a file of JSON lines, one event a line? The lines before it are sent",
        null);
  }

  public static BraidException notSent(String file, long line, long acknowledged, Exception cause) {
    return new BraidException(
        "NOT_SENT",
        ErrorKind.UNAVAILABLE,
        new Location(file, (int) Math.min(line, Integer.MAX_VALUE), 0),
        "Kafka did not take this line: "
            + cause.getMessage()
            + " ("
            + acknowledged
            + " lines are acknowledged)",
        cause);
  }

  public static BraidException servingUnreachable(String address, Throwable cause) {
    return new BraidException(
        "SERVING_UNREACHABLE",
        ErrorKind.UNAVAILABLE,
        null,
        "no serving layer answers at "
            + address
            + "; start the project with `braid up`, or see .braid/logs/serving.log",
        cause);
  }

  /** What the serving layer answered, under its own code. */
  public static BraidException servingRefused(
      String code, ErrorKind kind, Location location, String message) {
    return new BraidException(code, kind, location, message, null);
  }

  public static BraidException queryBrokenOff(String address, String what, Throwable cause) {
    return new BraidException(
        "QUERY_BROKEN_OFF",
        ErrorKind.UNAVAILABLE,
        null,
        "the serving layer at "
            + address
            + " did not answer the query to its end: "
            + what
            + "; ask again, or see .braid/logs/serving.log",
        cause);
  }

  public static BraidException notCancelled(String query, int status) {
    return new BraidException(
        "NOT_CANCELLED",
        ErrorKind.UNAVAILABLE,
        "the serving layer did not stop query "
            + query
            + " and answered with HTTP status "
            + status
            + "; the console lists what runs");
  }

  public static BraidException badAnswer(String address, String what) {
    return new BraidException(
        "BAD_ANSWER",
        ErrorKind.INTERNAL,
        "what answers at " + address + " is no serving layer of this version: " + what);
  }

  public static BraidException stillStopping(long pid) {
    return new BraidException(
        "STILL_STOPPING",
        ErrorKind.UNAVAILABLE,
        "process " + pid + " does not end; look at it, or end it with `kill -9 " + pid + "`");
  }

  public static BraidException notExplained(String layer, int status, Path log, List<String> tail) {
    return new BraidException(
        "NOT_EXPLAINED",
        ErrorKind.UNAVAILABLE,
        "the " + layer + " layer could not tell its part: status " + status + logged(log, tail));
  }

  public static BraidException quickstartBatchFailed(int status, Path log, List<String> tail) {
    return new BraidException(
        "BATCH_FAILED",
        ErrorKind.UNAVAILABLE,
        "a batch run of the quick start ended with status " + status + logged(log, tail));
  }

  public static BraidException badSplits(int splits, int most) {
    return new BraidException(
        "BAD_SPLITS", ErrorKind.INPUT, "--splits " + splits + " is not from 0 to " + most);
  }

  public static BraidException trialFailed(String layer, int status, Path log, List<String> tail) {
    return new BraidException(
        "TEST_NOT_RUN",
        ErrorKind.INTERNAL,
        "the "
            + layer
            + " layer could not run the tests and ended with status "
            + status
            + logged(log, tail));
  }

  public static BraidException notCounted(long counted, long sent, String view) {
    return new BraidException(
        "NOT_COUNTED",
        ErrorKind.UNAVAILABLE,
        "view "
            + view
            + " counts "
            + counted
            + " of "
            + sent
            + " events and moves no more; see the logs in .braid/logs");
  }

  public static BraidException unreadableData(Path file, Exception cause) {
    return new BraidException(
        "UNREADABLE_DATA",
        ErrorKind.CORRUPT,
        Location.of(file.toString()),
        "cannot be read as the quick start's data: " + cause.getMessage(),
        cause);
  }

  public static BraidException unexpected(Exception cause) {
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    return new BraidException(
        "INTERNAL",
        ErrorKind.INTERNAL,
        null,
        cause.getClass().getSimpleName()
            + message
            + "; a defect of Braid, see where with BRAID_DEBUG=1",
        cause);
  }
}
