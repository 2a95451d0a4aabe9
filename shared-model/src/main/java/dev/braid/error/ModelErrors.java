package dev.braid.error;

import dev.braid.type.DataType;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Every error of the shared model that a user can meet: what is wrong, where, what to do. */
public final class ModelErrors {
  private static final Map<String, String> FOREIGN_TYPES =
      Map.ofEntries(
          Map.entry("INT", "INTEGER"),
          Map.entry("SMALLINT", "INTEGER"),
          Map.entry("TINYINT", "INTEGER"),
          Map.entry("LONG", "BIGINT"),
          Map.entry("BOOL", "BOOLEAN"),
          Map.entry("STRING", "VARCHAR"),
          Map.entry("TEXT", "VARCHAR"),
          Map.entry("CHAR", "VARCHAR"),
          Map.entry("FLOAT", "DOUBLE"),
          Map.entry("REAL", "DOUBLE"),
          Map.entry("NUMERIC", "DECIMAL(p,s)"),
          Map.entry("NUMBER", "DECIMAL(p,s)"),
          Map.entry("DECIMAL", "DECIMAL(p,s)"),
          Map.entry("DATETIME", "TIMESTAMP"));

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
        "'" + qualifier + "' is not what FROM names; write " + expected + " before the point");
  }

  public static BraidException unknownFunction(Place place, String name, Collection<String> known) {
    return input(
        "UNKNOWN_FUNCTION",
        place,
        "there is no function '" + name + "'" + NearestName.hint(name, known));
  }

  public static BraidException wrongArguments(Place place, String call, String usage) {
    return input("WRONG_ARGUMENTS", place, call + " cannot be computed; it is called as " + usage);
  }

  public static BraidException unknownUnit(Place place, String unit, Collection<String> known) {
    return input(
        "WRONG_ARGUMENTS",
        place,
        "date_trunc has no unit '" + unit + "'" + NearestName.hint(unit, known));
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
            + " digits wide, e.g. by declaring its columns with fewer");
  }

  public static BraidException noCommonType(
      Place place, String operator, DataType left, DataType right, String instead) {
    return input(
        "TYPE_MISMATCH",
        place,
        left + " " + operator + " " + right + " cannot be computed; " + instead);
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
            + " would need more than the 38 digits of a DECIMAL; declare the columns with fewer");
  }

  public static BraidException notNumeric(Place place, String operator, DataType type) {
    return input("TYPE_MISMATCH", place, operator + " wants a number, not " + type);
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
        "nothing here says of what type this NULL is; use a column or another value");
  }

  public static BraidException badLiteral(Place place, String text, String wanted) {
    return input("BAD_LITERAL", place, text + " is not " + wanted);
  }

  public static BraidException aggregateNotHere(Place place, String function, String where) {
    return input(
        "AGGREGATE_NOT_HERE",
        place,
        function + " is an aggregate, and " + where + " is computed for each event by itself");
  }

  public static BraidException notGrouped(Place place, String expression) {
    return input(
        "NOT_GROUPED",
        place,
        "'" + expression + "' must be an aggregate expression or appear in GROUP BY clause");
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
