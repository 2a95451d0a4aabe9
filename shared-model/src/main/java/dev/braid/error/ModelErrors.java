package dev.braid.error;

import dev.braid.type.DataType;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Every error of the shared model that a user can meet: what is wrong, where, what to do. */
public final class ModelErrors {
  private static final Map<String, String> FOREIGN_TYPES =
      Map.ofEntries(
          Map.entry("INT", "INTEGER"),
          Map.entry("TINYINT", "SMALLINT"),
          Map.entry("LONG", "BIGINT"),
          Map.entry("BOOL", "BOOLEAN"),
          Map.entry("STRING", "VARCHAR"),
          Map.entry("TEXT", "VARCHAR"),
          Map.entry("CHAR", "VARCHAR"),
          Map.entry("FLOAT", "REAL"),
          Map.entry("FLOAT8", "DOUBLE"),
          Map.entry("BYTEA", "VARBINARY"),
          Map.entry("BINARY", "VARBINARY"),
          Map.entry("BLOB", "VARBINARY"),
          Map.entry("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE"),
          Map.entry("NUMERIC", "DECIMAL(p,s)"),
          Map.entry("NUMBER", "DECIMAL(p,s)"),
          Map.entry("DECIMAL", "DECIMAL(p,s)"),
          Map.entry("DATETIME", "TIMESTAMP"));

  /** What other dialects call otherwise. */
  private static final Map<String, String> FOREIGN_FUNCTIONS =
      Map.ofEntries(
          Map.entry("nvl", "coalesce(x, y)"),
          Map.entry("ifnull", "coalesce(x, y)"),
          Map.entry("isnull", "x IS NULL"),
          Map.entry("iff", "if(condition, x, y)"),
          Map.entry("len", "length(x)"),
          Map.entry("to_char", "date_format(x, '%Y-%m-%d')"),
          Map.entry("to_date", "CAST(x AS DATE)"),
          Map.entry("to_timestamp", "CAST(x AS TIMESTAMP)"),
          Map.entry("median", "approx_percentile(x, 0.5)"),
          Map.entry("any_value", "arbitrary(x)"),
          Map.entry("array_agg", "min(x), max(x) or histogram(x): a state must not grow for ever"),
          Map.entry("string_agg", "min(x), max(x) or histogram(x): a state must not grow for ever"),
          Map.entry("listagg", "min(x), max(x) or histogram(x): a state must not grow for ever"));

  private ModelErrors() {}

  // The compiled project.

  public static BraidException noArtefact(Path artefact) {
    return new BraidException(
        "NOT_COMPILED",
        ErrorKind.NOT_FOUND,
        "no compiled project at " + artefact + "; run `braid compile` in the project's folder");
  }

  public static BraidException badArtefact(Path artefact, String problem, Throwable cause) {
    return new BraidException(
        "BAD_ARTEFACT",
        ErrorKind.CORRUPT,
        Location.of(artefact.toString()),
        "not a compiled project (" + problem + "); run `braid compile` again",
        cause);
  }

  public static BraidException artefactFormat(Path artefact, String format, int readable) {
    return new BraidException(
        "ARTEFACT_FORMAT",
        ErrorKind.INPUT,
        Location.of(artefact.toString()),
        "compiled by another version of Braid (format "
            + format
            + ", this one reads "
            + readable
            + "); run `braid compile` again",
        null);
  }

  public static BraidException lostGeneration(Path artefact, Throwable cause) {
    return new BraidException(
        "LOST_GENERATION",
        ErrorKind.CORRUPT,
        Location.of(artefact.toString()),
        "the generation of the last compiled project cannot be read, and the next one must outrank"
            + " it; restore the file, or put {\"generation\": n} in its place with an n greater than"
            + " any generation in the speed topics",
        cause);
  }

  public static BraidException badGenerations(Path record, String problem, Throwable cause) {
    return new BraidException(
        "BAD_GENERATIONS",
        ErrorKind.CORRUPT,
        Location.of(record.toString()),
        "cannot be read as the project's generations ("
            + problem
            + "); put {\"current\": n} in its place, where n.json beside it is the generation that"
            + " shall answer",
        cause);
  }

  public static BraidException noSuchView(String name, Collection<String> names) {
    return new BraidException(
        "NO_SUCH_VIEW",
        ErrorKind.NOT_FOUND,
        "there is no view " + name + NearestName.hint(name, names));
  }

  // View SQL.

  public static BraidException syntax(Place place, String problem, Throwable cause) {
    return input("SQL_SYNTAX", place, "not valid SQL: " + problem, cause);
  }

  public static BraidException emptyView(Place place) {
    return input("EMPTY_VIEW", place, "the view is empty; write SELECT … FROM a source GROUP BY …");
  }

  public static BraidException refused(Place place, String code, String problem, String instead) {
    return input("NOT_IN_VIEWS_" + code, place, problem + "; " + instead);
  }

  public static BraidException unknownSource(Place place, String name, Collection<String> known) {
    return input(
        "UNKNOWN_SOURCE",
        place,
        "there is no source '" + name + "'" + NearestName.hint(name, known));
  }

  public static BraidException unknownColumn(
      Place place, String name, String source, Collection<String> known) {
    return input(
        "UNKNOWN_COLUMN",
        place,
        "source " + source + " has no column '" + name + "'" + NearestName.hint(name, known));
  }

  public static BraidException unknownQualifier(Place place, String qualifier, String expected) {
    return input(
        "UNKNOWN_QUALIFIER",
        place,
        "'"
            + qualifier
            + "' is neither what FROM names nor a ROW; write "
            + expected
            + " before the point");
  }

  public static BraidException wholeRow(Place place, String row, Collection<String> fields) {
    return input(
        "WHOLE_ROW",
        place,
        "'" + row + "' is a ROW; name one of its fields: " + String.join(", ", fields));
  }

  public static BraidException unknownFunction(Place place, String name, Collection<String> known) {
    String hint =
        FOREIGN_FUNCTIONS.containsKey(name)
            ? "; write " + FOREIGN_FUNCTIONS.get(name)
            : NearestName.hint(name, known);
    return input("UNKNOWN_FUNCTION", place, "there is no function '" + name + "'" + hint);
  }

  public static BraidException wrongArguments(Place place, String call, String usage) {
    return input("WRONG_ARGUMENTS", place, call + " cannot be computed; it is called as " + usage);
  }

  public static BraidException unknownUnit(
      Place place, String function, String unit, Collection<String> known) {
    return input(
        "WRONG_ARGUMENTS",
        place,
        function + " has no unit '" + unit + "'" + NearestName.hint(unit, known));
  }

  public static BraidException sumTooWide(Place place, String function, DataType type, int most) {
    return input(
        "DECIMAL_TOO_WIDE",
        place,
        function
            + " over "
            + type
            + " could outgrow the 38 digits of a DECIMAL; make its argument at most "
            + most
            + " digits wide, e.g. CAST(… AS DECIMAL("
            + most
            + ","
            + Math.min(type.scale(), most)
            + "))");
  }

  public static BraidException noCommonType(
      Place place, String operator, DataType left, DataType right, String instead) {
    return input(
        "TYPE_MISMATCH",
        place,
        left + " " + operator + " " + right + " cannot be computed; " + instead);
  }

  public static BraidException noCommonType(
      Place place, String where, DataType one, DataType other) {
    return input(
        "TYPE_MISMATCH",
        place,
        "the values of "
            + where
            + " have no common type: "
            + one
            + " and "
            + other
            + (one.isTemporal() && other.equals(DataType.VARCHAR)
                ? "; write the constant as " + one + " '…'"
                : "; CAST one of them"));
  }

  public static BraidException notComparable(Place place, String where, DataType type) {
    return input(
        "TYPE_MISMATCH",
        place,
        where + " cannot compare values of " + type + ", which have no order");
  }

  public static BraidException noCast(Place place, DataType from, DataType to) {
    String instead =
        from.isTemporal() && to.isNumeric()
            ? "; write to_unixtime(x)"
            : from.isNumeric() && to.isTemporal() ? "; write from_unixtime(x)" : "";
    return input("TYPE_MISMATCH", place, from + " cannot be cast to " + to + instead);
  }

  public static BraidException notTimestamp(Place place, DataType type) {
    return input(
        "TYPE_MISMATCH",
        place,
        "AT TIME ZONE wants a TIMESTAMP, not " + type + "; CAST it to TIMESTAMP first");
  }

  public static BraidException zoneNotConstant(Place place) {
    return input(
        "ZONE_NOT_CONSTANT",
        place,
        "the time zone must be a constant, so that every layer cuts days alike; write e.g. AT TIME"
            + " ZONE 'Europe/Berlin'");
  }

  public static BraidException unknownZone(Place place, String zone) {
    return input(
        "UNKNOWN_ZONE",
        place,
        "there is no time zone '"
            + zone
            + "'"
            + NearestName.of(zone, new TreeSet<>(ZoneId.getAvailableZoneIds()))
                .map(nearest -> "; did you mean '" + nearest + "'?")
                .orElse("; write a region such as 'Europe/Berlin', or an offset such as '+02:00'"));
  }

  public static BraidException decimalsTooWide(
      Place place, String operator, DataType left, DataType right) {
    return input(
        "DECIMAL_TOO_WIDE",
        place,
        left
            + " "
            + operator
            + " "
            + right
            + " would need more than the 38 digits of a DECIMAL; CAST one of them to fewer, or to"
            + " DOUBLE");
  }

  public static BraidException notNumeric(Place place, String operator, DataType type) {
    String instead =
        type.isTemporal()
            ? "; write date_add('day', n, x) or date_diff('day', x, y)"
            : type.equals(DataType.VARCHAR)
                ? "; CAST it to a number" + (operator.equals("+") ? ", or join texts with ||" : "")
                : "";
    return input("TYPE_MISMATCH", place, operator + " wants a number, not " + type + instead);
  }

  public static BraidException notBoolean(Place place, String where, DataType type) {
    return input(
        "TYPE_MISMATCH",
        place,
        where + " wants a condition (BOOLEAN), not " + type + "; compare it with something");
  }

  public static BraidException untypedNull(Place place) {
    return input(
        "UNTYPED_NULL",
        place,
        "nothing here says of what type this NULL is; write e.g. CAST(NULL AS BIGINT)");
  }

  public static BraidException badLiteral(Place place, String text, String wanted) {
    return input("BAD_LITERAL", place, text + " is not " + wanted);
  }

  public static BraidException aggregateNotHere(Place place, String function, String where) {
    return input(
        "AGGREGATE_NOT_HERE",
        place,
        function
            + " is an aggregate, and "
            + where
            + " is computed for each event by itself; use it in the SELECT list");
  }

  public static BraidException notGrouped(Place place, String expression) {
    return input(
        "NOT_GROUPED",
        place,
        "'"
            + expression
            + "' is neither a group key nor inside an aggregate; add it to GROUP BY, or aggregate it");
  }

  public static BraidException keyNotSelected(Place place, String key, String hint) {
    return input(
        "KEY_NOT_SELECTED",
        place,
        "group key "
            + key
            + " is not in the SELECT list, so nobody could tell the groups apart; select it"
            + hint);
  }

  public static BraidException badOrdinal(Place place, String ordinal, int outputs) {
    return input(
        "BAD_ORDINAL",
        place,
        "GROUP BY position "
            + ordinal
            + " is not in the SELECT list, which has "
            + outputs
            + " outputs");
  }

  public static BraidException unnamedOutput(Place place) {
    return input("UNNAMED_OUTPUT", place, "this output has no name; give it a name with AS");
  }

  public static BraidException duplicateOutput(Place place, String name) {
    return input(
        "DUPLICATE_OUTPUT",
        place,
        "there are two outputs '" + name + "'; give one of them another name with AS");
  }

  // Names and types, in SQL and in YAML.

  public static BraidException badName(Place place, String what, String name) {
    return input(
        "BAD_NAME",
        place,
        what
            + " '"
            + name
            + "' must be lower-case letters, digits and underscores, 63 at most, starting with a letter"
            + suggestion(name));
  }

  private static String suggestion(String name) {
    String mended =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_").replaceAll("^[0-9_]+", "");
    return mended.length() > 63 || mended.replace("_", "").isEmpty()
        ? ""
        : ", e.g. '" + mended + "'";
  }

  public static BraidException unknownType(Place place, String name) {
    String bare = name.strip().toUpperCase(Locale.ROOT).replaceAll("\\s*\\(.*", "");
    boolean isDecimal = bare.equals("DECIMAL") && name.contains("(");
    String hint =
        isDecimal
            ? "; precision is 1 to 38 and scale 0 to precision, e.g. DECIMAL(18,2)"
            : FOREIGN_TYPES.containsKey(bare)
                ? "; did you mean '" + FOREIGN_TYPES.get(bare) + "'?"
                : NearestName.hint(bare, DataType.NAMES);
    return input("UNKNOWN_TYPE", place, "there is no type '" + name + "'" + hint);
  }

  static BraidException input(String code, Place place, String message) {
    return input(code, place, message, null);
  }

  static BraidException input(String code, Place place, String message, Throwable cause) {
    return new BraidException(
        code, ErrorKind.INPUT, place.location(), message + place.excerpt(), cause);
  }
}
