package dev.braid.error;

import dev.braid.type.DataType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** The errors of a project's folder and its YAML files: the other half of {@link ModelErrors}. */
public final class ProjectErrors {
  private ProjectErrors() {}

  public static BraidException noProjectFolder(Path folder) {
    return new BraidException(
        "NO_PROJECT",
        ErrorKind.NOT_FOUND,
        "there is no folder " + folder + "; `braid init " + folder + "` makes an example project");
  }

  public static BraidException noSettings(Path folder, String file) {
    return new BraidException(
        "NO_PROJECT",
        ErrorKind.NOT_FOUND,
        "no "
            + file
            + " in "
            + folder
            + ", so it is no Braid project; `braid init DIR` makes an example project");
  }

  public static BraidException noDeclarations(
      Place place, String what, String folder, String ending) {
    return ModelErrors.input(
        "NO_" + what.toUpperCase(Locale.ROOT) + "S",
        place,
        "the project has no " + what + "; declare one in " + folder + "/<name>" + ending);
  }

  public static BraidException wrongEnding(Place place, String ending) {
    return ModelErrors.input(
        "WRONG_ENDING", place, "the file would be passed over; let its name end in " + ending);
  }

  public static BraidException unreadable(Place place, Throwable cause) {
    return ModelErrors.input("UNREADABLE", place, "cannot be read (" + cause + ")", cause);
  }

  public static BraidException notUtf8(Place place) {
    return ModelErrors.input("NOT_UTF8", place, "is not UTF-8 text; save it in that encoding");
  }

  public static BraidException yamlSyntax(Place place, String problem, Throwable cause) {
    return ModelErrors.input("YAML_SYNTAX", place, "not valid YAML: " + problem, cause);
  }

  public static BraidException forbiddenCharacter(Place place, int codePoint) {
    return ModelErrors.input(
        "YAML_SYNTAX",
        place,
        "not valid YAML: the character U+%04X is not allowed".formatted(codePoint));
  }

  public static BraidException emptyYaml(Place place) {
    return ModelErrors.input("YAML_EMPTY", place, "the file is empty");
  }

  public static BraidException wrongYaml(Place place, String what, String wanted, String found) {
    return ModelErrors.input(
        "WRONG_VALUE", place, what + " must be " + wanted + ", found " + found);
  }

  public static BraidException unknownKey(Place place, String key, Collection<String> known) {
    return ModelErrors.input(
        "UNKNOWN_KEY", place, "unknown key '" + key + "'" + NearestName.hint(key, known));
  }

  public static BraidException duplicateKey(Place place, String key) {
    return ModelErrors.input(
        "DUPLICATE_KEY", place, "key '" + key + "' is given twice; leave one of them out");
  }

  public static BraidException missingKey(Place place, String key, String example) {
    return ModelErrors.input(
        "MISSING_KEY", place, "key '" + key + "' is missing; write e.g. " + example);
  }

  public static BraidException badDuration(Place place, String text) {
    return ModelErrors.input(
        "BAD_DURATION", place, "'" + text + "' is not a duration; write e.g. 30s, 5m, 1h or 1d");
  }

  public static BraidException shortEpoch(Place place) {
    return ModelErrors.input(
        "SHORT_EPOCH", place, "an epoch lasts a second at least; write e.g. epoch: 1h");
  }

  public static BraidException batchLimits(Place place, String warnAfter, String errorAfter) {
    return ModelErrors.input(
        "BATCH_LIMITS",
        place,
        "batch.warn_after ("
            + warnAfter
            + ") must be shorter than batch.error_after ("
            + errorAfter
            + "); write e.g. batch: {warn_after: 26h, error_after: 50h}");
  }

  public static BraidException kafkaChoice(Place place, String example) {
    return ModelErrors.input(
        "KAFKA_CHOICE",
        place,
        "kafka wants exactly one of bootstrap and embedded; write " + example);
  }

  public static BraidException embeddedProperties(Place place) {
    return ModelErrors.input(
        "KAFKA_CHOICE",
        place,
        "kafka.properties are for another's brokers, not for the embedded one; leave them out");
  }

  public static BraidException badBootstrap(Place place, String server) {
    return ModelErrors.input(
        "BAD_BOOTSTRAP",
        place,
        "'" + server + "' is not a server; write host:port, e.g. kafka1:9092");
  }

  public static BraidException bootstrapTwice(Place place) {
    return ModelErrors.input(
        "KAFKA_CHOICE", place, "bootstrap.servers is kafka.bootstrap; leave this one out");
  }

  public static BraidException badStorage(Place place, String text, String problem) {
    return ModelErrors.input(
        "BAD_STORAGE",
        place,
        "'"
            + text
            + "' is neither a path nor a URI ("
            + problem
            + "); write e.g. s3a://bucket/lake");
  }

  public static BraidException badTopic(Place place, String topic) {
    return ModelErrors.input(
        "BAD_TOPIC",
        place,
        "'" + topic + "' is no name of a topic: letters, digits, '.', '_' and '-', 249 at most");
  }

  public static BraidException reservedTopic(Place place, String topic) {
    return ModelErrors.input(
        "BAD_TOPIC",
        place,
        "topic '" + topic + "': names that start with 'braid.' are Braid's own; use another topic");
  }

  public static BraidException topicPartitions(
      Place place, String topic, String otherSource, int partitions) {
    return ModelErrors.input(
        "TOPIC_PARTITIONS",
        place,
        "source "
            + otherSource
            + " reads topic '"
            + topic
            + "' too and gives it "
            + partitions
            + " partitions; give both the same number");
  }

  public static BraidException reservedView(Place place, String name) {
    return ModelErrors.input(
        "RESERVED_NAME",
        place,
        "'" + name + "' is the table of refused events; give the view another name");
  }

  public static BraidException unknownFormat(Place place, String format, Collection<String> known) {
    return ModelErrors.input(
        "UNKNOWN_FORMAT",
        place,
        "there is no format '" + format + "'" + NearestName.hint(format, known));
  }

  public static BraidException duplicateColumn(Place place, String name) {
    return ModelErrors.input(
        "DUPLICATE_COLUMN", place, "there are two columns '" + name + "'; rename one");
  }

  public static BraidException badPath(Place place, String path) {
    return ModelErrors.input(
        "BAD_PATH",
        place,
        "'" + path + "' is no path of fields; write e.g. customer.address.\"zip code\"");
  }

  public static BraidException pathTwice(Place place, String path, String column) {
    return ModelErrors.input(
        "PATH_TWICE",
        place,
        "column '" + column + "' reads the field " + path + " already; leave one of them out");
  }

  public static BraidException pathInside(
      Place place, String path, String outer, String column, DataType type) {
    return ModelErrors.input(
        "PATH_INSIDE",
        place,
        "the field "
            + path
            + " is inside the field "
            + outer
            + ", which column '"
            + column
            + "' reads as "
            + type
            + "; leave one of them out, or declare '"
            + column
            + "' as a ROW");
  }

  public static BraidException badRow(Place place, String row) {
    return ModelErrors.input(
        "BAD_ROW",
        place,
        "'" + row + "' is no ROW; write e.g. ROW(city VARCHAR, geo ROW(lat DOUBLE, lon DOUBLE))");
  }

  public static BraidException oddField(Place place, String field) {
    return ModelErrors.input(
        "BAD_NAME",
        place,
        "field '"
            + field
            + "' of a ROW must be lower-case letters, digits and underscores, 63 at most, starting"
            + " with a letter; for any other field declare a column of its own with a path, e.g."
            + " path: address."
            + field);
  }

  public static BraidException rowNotNull(Place place, String row) {
    return ModelErrors.input(
        "ROW_NOT_NULL",
        place,
        "'"
            + row
            + "' is a ROW, of which each field is NULL or not by itself; write NOT NULL after a"
            + " field's type: ROW(city VARCHAR NOT NULL)");
  }

  public static BraidException unknownRefresh(
      Place place, String refresh, Collection<String> known) {
    return ModelErrors.input(
        "UNKNOWN_REFRESH",
        place,
        "there is no refresh '" + refresh + "'" + NearestName.hint(refresh, known));
  }

  public static BraidException noSuchOutput(Place place, String name, Collection<String> known) {
    return ModelErrors.input(
        "UNKNOWN_OUTPUT",
        place,
        "the view has no output '" + name + "'" + NearestName.hint(name, known));
  }

  // The files of tests/.

  public static BraidException noTests(String view, String columns) {
    return new BraidException(
        "NO_TESTS",
        ErrorKind.INPUT,
        "the project has no test; write the first in tests/"
            + view
            + ".yml:\n"
            + "    description: what this case is about\n"
            + "    events:            # as a producer would send them\n"
            + "      - {…}\n"
            + "    expect:            # every row of view "
            + view
            + "\n"
            + "      - {"
            + columns
            + "}");
  }

  public static BraidException unknownTest(String name, Collection<String> known) {
    return new BraidException(
        "NO_SUCH_TEST",
        ErrorKind.NOT_FOUND,
        "there is no test of view or file '" + name + "'" + NearestName.hint(name, known));
  }

  public static BraidException unknownView(Place place, String name, Collection<String> known) {
    return ModelErrors.input(
        "UNKNOWN_VIEW", place, "there is no view '" + name + "'" + NearestName.hint(name, known));
  }

  public static BraidException unnamedView(Place place, String name, Collection<String> known) {
    return ModelErrors.input(
        "UNKNOWN_VIEW",
        place,
        "there is no view '"
            + name
            + "', as the file is named; write view: and the view's name"
            + NearestName.hint(name, known));
  }

  public static BraidException duplicateCase(Place place, String name) {
    return ModelErrors.input(
        "DUPLICATE_CASE",
        place,
        "there is another case '" + name + "'; give one of them another name");
  }

  public static BraidException badExpectation(
      Place place, String column, DataType type, String example, String found) {
    return ModelErrors.input(
        "WRONG_VALUE",
        place,
        column + " is " + type + ", found " + found + "; write e.g. " + example);
  }

  public static BraidException rowWithoutKey(Place place, String key) {
    return ModelErrors.input(
        "MISSING_KEY_COLUMN",
        place,
        "the row does not say its "
            + key
            + ", which is part of the group key and tells it from the others");
  }

  public static BraidException rowWithoutColumn(Place place, String column) {
    return ModelErrors.input(
        "MISSING_COLUMN",
        place,
        "other rows say their "
            + column
            + ", so this one must too; or leave it out of all rows, and it is not compared");
  }

  public static BraidException duplicateRow(Place place) {
    return ModelErrors.input(
        "DUPLICATE_ROW",
        place,
        "another row has the same group key, and a view has one row a group; leave one of them"
            + " out");
  }

  public static BraidException unknownRejection(
      Place place, String code, Collection<String> known) {
    return ModelErrors.input(
        "UNKNOWN_CODE",
        place,
        "no event is rejected with '" + code + "'" + NearestName.hint(code, known));
  }

  public static BraidException badTolerance(Place place, String text) {
    return ModelErrors.input(
        "BAD_TOLERANCE",
        place,
        "a tolerance is a part of the value, from 0 to below 1, found "
            + text
            + "; write e.g. 0.05 for five in a hundred");
  }

  public static BraidException toleranceOfNoNumber(Place place, String column, DataType type) {
    return ModelErrors.input(
        "BAD_TOLERANCE", place, column + " is " + type + ", which is compared exactly");
  }

  /** Several errors as one, each as {@link BraidException#describe} shows it. */
  public static BraidException several(List<BraidException> errors) {
    StringBuilder text = new StringBuilder(errors.size() + " errors in the project");
    for (BraidException error : errors) {
      text.append('\n').append(error.describe());
    }
    return new BraidException("SEVERAL_ERRORS", ErrorKind.INPUT, text.toString());
  }
}
