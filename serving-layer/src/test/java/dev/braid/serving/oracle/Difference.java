package dev.braid.serving.oracle;

/**
 * Where DuckDB parts from Trino, and so from a view: a line each. What is bridged is written in
 * DuckDB's SQL so that it comes to the same; a view that meets one of the others is outside the
 * part that the two languages have in common, and is not compared.
 */
enum Difference {
  // Bridged.
  ERRORS("fails where a view is NULL (overflow, a bad cast, a bad argument): TRY", true),
  INTEGER_DIVISION("/ of integers is //", true),
  LEAST_REMAINDER("the least integer % -1 fails; it is 0", true),
  DECIMAL_WIDTH("DECIMAL arithmetic keeps fewer digits: cast operands and result", true),
  NAN_EQUALS_NAN("NaN = NaN and NaN > all; in a comparison only <> holds", true),
  NAN_TO_BOOLEAN("NaN is no BOOLEAN; it is true", true),
  HALF_TO_EVEN("a DOUBLE's half is cast to the even integer; round() first", true),
  DECIMAL_TO_DOUBLE(
      "a DECIMAL of many digits is rounded twice to a DOUBLE; by its text once", true),
  REAL_OVERFLOW("a DOUBLE too great for a REAL fails; it is Infinity", true),
  TIMESTAMP_TEXT("a TIMESTAMP's text has no zeros at its end; six digits by strftime", true),
  ZONE_OF_SESSION("instants are read in the session's zone; here timezone(zone, …) of UTC", true),
  HOUR_THAT_COMES_TWICE("a local time that comes twice is the later; the offset is kept", true),
  YEARS("years reach beyond 1 to 9999; there NULL", true),
  SIGN_IS_TINYINT("sign() is a TINYINT and 0 of NaN; the argument's type, NaN of NaN", true),
  DOMAIN("sqrt, logarithms, asin, sin of Infinity … fail; NaN or -Infinity", true),
  POWER_OF_ONE("1 to NaN and -1 to Infinity are 1; NaN", true),
  SHARP_S("upper('ß') is 'ẞ'; it stays", true),
  WHITE_SPACE("trim(x) knows other blanks; given the list of Java's", true),
  SUBSTRING_BEFORE_START("substr counts on before the start; '' there", true),
  PADDING_OF_NOTHING("lpad, rpad to a negative length are '', with '' fail; NULL", true),
  SPLIT_PART_BEYOND("split_part beyond the parts is ''; NULL by string_split(…)[i]", true),
  EXTREMES_PASS_NULL("greatest and least pass over NULL; NULL", true),
  ODD_HEX("unhex takes half a byte; NULL", true),
  DIGEST_IS_TEXT("md5 and sha256 are text in hex; VARBINARY", true),
  MILLISECOND("date_part('millisecond') has the seconds in it", true),
  WHOLE_UNITS("date_diff counts borders; date_sub counts whole units, to the millisecond", true),
  DATE_BECOMES_TIMESTAMP("date_trunc and + of a DATE are TIMESTAMPs: cast", true),
  EXTRACT_NOTHING("regexp_extract without a match is ''; NULL", true),
  REPLACE_FIRST("regexp_replace replaces the first match; all by 'g'", true),
  SUM_IS_HUGEINT("sum of integers is a HUGEINT; NULL beyond a BIGINT", true),
  COUNT_OF_NOTHING("count_if of no event is NULL; 0 by count(CASE …)", true),
  COUNT_IS_EXACT("approx_distinct of few values is exact: count(DISTINCT x)", true),
  HISTOGRAM_OF_NAN("histogram loses values beside NaN, keeps -0.0: taken of their text", true),
  CORRELATION_OF_CONSTANTS("corr is NaN where one of the two does not vary; NULL", true),
  VARIANCE_OF_ONE("the variance of one Infinity is 0; NaN", true),
  TIES("min_by, max_by of equal y take any x: first(x ORDER BY y, x)", true),

  // Left out.
  DECIMAL_DIVISION("DECIMAL / DECIMAL is a DOUBLE", false),
  DECIMAL_AVERAGE("avg of a DECIMAL is a DOUBLE", false),
  DECIMAL_BEYOND_38("operands' digits are cut to 38 before they are added", false),
  DOUBLE_TO_DECIMAL("a DOUBLE becomes a DECIMAL by its bits; by its shortest text", false),
  FLOATING_TEXT("a DOUBLE's text is 1.0; 1.0E0", false),
  POINT_FIRST("the text of a DECIMAL(s,s) is .5; 0.5", false),
  TEXT_TO_BOOLEAN("yes, no, y, n and blanks are read as a BOOLEAN", false),
  TEXT_TO_INTEGER("'1.5', '1e3' and '1_0' are read as integers", false),
  TEXT_TO_TIME("dates and times are read from other forms", false),
  ZONES("offsets have other names than zones, and other signs", false),
  LAST_DIGIT("a group key by sin, exp … is told apart by its last digit", false),
  NUL_IN_TEXT("a NUL in a literal ends the statement", false),
  ROUND_TO_DIGITS(
      "round and truncate to digits that vary, or DOUBLEs to digits before the point", false),
  REVERSE("reverse turns grapheme clusters; code points", false),
  PADDING("lpad and rpad have no limit: a length that varies fills the memory", false),
  EMPTY_SEARCH("an empty search or delimiter, or one that varies, is found elsewhere", false),
  INSTANCES("strpos has no third argument", false),
  LIKE_ESCAPES("an ESCAPE before an ordinary character is taken", false),
  REGULAR_EXPRESSIONS("RE2's dialect: no look-around, other classes, groups are never NULL", false),
  EMPTY_MATCHES("an empty match after another is not replaced", false),
  DATE_FORMATS("letters after % that strftime has not", false),
  XXHASH64("there is no xxhash64", false),
  LISTS("an ARRAY in the output of approx_percentile", false),
  SKETCHES("sketches of many values interpolate otherwise", false),
  NO_COUNTERPART("a function that DuckDB has not", false);

  private final String line;
  private final boolean bridged;

  Difference(String line, boolean bridged) {
    this.line = line;
    this.bridged = bridged;
  }

  boolean isBridged() {
    return bridged;
  }

  @Override
  public String toString() {
    return name() + ": " + line;
  }

  /** The end of a translation, where this is met. */
  NotInCommon leftOut() {
    if (bridged) {
      throw new IllegalStateException(name() + " is bridged");
    }
    return new NotInCommon(this);
  }

  /** A view that DuckDB would answer otherwise. */
  static final class NotInCommon extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Difference difference;

    private NotInCommon(Difference difference) {
      super(difference.toString(), null, false, false);
      this.difference = difference;
    }

    Difference difference() {
      return difference;
    }
  }
}
