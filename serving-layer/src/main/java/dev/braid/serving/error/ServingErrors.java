package dev.braid.serving.error;

import dev.braid.error.BraidException;
import dev.braid.error.ErrorKind;
import dev.braid.error.Location;
import dev.braid.error.NearestName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** Every error of the serving layer that a user can meet: what is wrong, where, what to do. */
public final class ServingErrors {
  private ServingErrors() {}

  // Starting.

  public static BraidException portTaken(String host, int port) {
    return new BraidException(
        "PORT_TAKEN",
        ErrorKind.CONFLICT,
        "port "
            + port
            + " on "
            + host
            + " is taken; stop what listens there, or set another `serving.port` in braid.yml");
  }

  public static BraidException cannotListen(String host, int port, Throwable cause) {
    return new BraidException(
        "CANNOT_LISTEN",
        ErrorKind.INPUT,
        null,
        "cannot listen on "
            + host
            + ":"
            + port
            + " ("
            + cause.getMessage()
            + "); set `serving.host` in braid.yml to an address of this machine",
        cause);
  }

  public static BraidException stateFolder(Path folder, Exception cause) {
    return new BraidException(
        "STATE_FOLDER",
        ErrorKind.UNAVAILABLE,
        null,
        "cannot write to " + folder + " (" + cause.getMessage() + ")",
        cause);
  }

  public static BraidException noGeneration(Path state) {
    return new BraidException(
        "NO_GENERATION",
        ErrorKind.NOT_FOUND,
        "nothing is recorded in "
            + state.resolve("generations")
            + " as the generation that answers; `braid up` records one, or name a plan with"
            + " --plan");
  }

  public static BraidException storageScheme(String storage) {
    return new BraidException(
        "STORAGE_SCHEME",
        ErrorKind.INPUT,
        "cannot read the lake at "
            + storage
            + ": only folders of a local or mounted file system are supported; set `storage` in"
            + " braid.yml to one");
  }

  public static BraidException reservedName(String view) {
    return new BraidException(
        "RESERVED_NAME",
        ErrorKind.INPUT,
        Location.of("views/" + view + ".sql"),
        "a view cannot be called "
            + view
            + ", which is the table of events that could not be decoded; rename the file",
        null);
  }

  public static BraidException engineStart(Exception cause) {
    return new BraidException(
        "ENGINE_START",
        ErrorKind.UNAVAILABLE,
        null,
        "DuckDB does not start: " + cause.getMessage(),
        cause);
  }

  // Sessions of Trino's clients.

  public static BraidException unknownProperty(String name, Collection<String> known) {
    return new BraidException(
        "INVALID_SESSION_PROPERTY",
        ErrorKind.INPUT,
        "there is no session property " + name + NearestName.hint(name, known));
  }

  public static BraidException propertyValue(String name, String value, String reason) {
    return new BraidException(
        "INVALID_SESSION_PROPERTY",
        ErrorKind.INPUT,
        "session property " + name + " cannot be '" + value + "': " + reason);
  }

  public static BraidException onlyUtc(String zone) {
    return new BraidException(
        "NOT_SUPPORTED",
        ErrorKind.INPUT,
        "the time zone of a session is UTC and cannot be "
            + zone
            + "; use AT TIME ZONE in the query");
  }

  public static BraidException nestedTransaction() {
    return new BraidException(
        "NOT_SUPPORTED",
        ErrorKind.INPUT,
        "a transaction is open already; COMMIT or ROLLBACK it first");
  }

  public static BraidException noTransaction() {
    return new BraidException("NOT_IN_TRANSACTION", ErrorKind.INPUT, "no transaction is open");
  }

  /**
   * @param statement its first words
   */
  public static BraidException noSessionStatement(String statement) {
    return new BraidException(
        "NOT_SUPPORTED", ErrorKind.INPUT, statement + " is not available: Braid has no such thing");
  }

  public static BraidException preparedTooLong(int most) {
    return new BraidException(
        "QUERY_TEXT_TOO_LARGE",
        ErrorKind.INPUT,
        "a prepared statement has "
            + most
            + " characters at most, as headers have it; use EXECUTE IMMEDIATE, over JDBC by"
            + " explicitPrepare=false");
  }

  public static BraidException noStatement() {
    return new BraidException(
        "NO_SQL", ErrorKind.INPUT, "no statement; the request's body is its text");
  }

  public static BraidException badHeader(String header, String value) {
    return new BraidException(
        "BAD_HEADER",
        ErrorKind.INPUT,
        "the header " + header + " cannot be read: '" + value + "' is no name=value");
  }

  public static BraidException tooManyStatements(int most) {
    return new BraidException(
        "QUEUE_FULL",
        ErrorKind.UNAVAILABLE,
        most + " statements are open already; try again in a moment");
  }

  public static BraidException shuttingDown() {
    return new BraidException(
        "SERVER_SHUTTING_DOWN", ErrorKind.UNAVAILABLE, "the serving layer is ending");
  }

  public static BraidException statementFailed(Throwable cause) {
    return new BraidException(
        "INTERNAL",
        ErrorKind.INTERNAL,
        null,
        "a defect of Braid; the serving layer's log has the details",
        cause);
  }

  // Queries.

  public static BraidException noSql() {
    return new BraidException(
        "NO_SQL", ErrorKind.INPUT, "no statement; send {\"sql\": \"SELECT …\"}");
  }

  public static BraidException syntax(String problem, Location at) {
    return new BraidException("SYNTAX_ERROR", ErrorKind.INPUT, at, problem, null);
  }

  public static BraidException queryTooLong(int length, int most) {
    return new BraidException(
        "QUERY_TEXT_TOO_LARGE",
        ErrorKind.INPUT,
        "the statement has " + length + " characters; " + most + " are allowed");
  }

  public static BraidException queryTooDeep() {
    return new BraidException(
        "STACK_OVERFLOW", ErrorKind.INPUT, "the statement is nested too deeply; split it by WITH");
  }

  public static BraidException notReading() {
    return new BraidException(
        "NOT_SUPPORTED",
        ErrorKind.FORBIDDEN,
        "only SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE and EXPLAIN are answered here; nothing"
            + " can be changed, loaded or configured from SQL");
  }

  public static BraidException notSupported(String what, Location at) {
    return new BraidException("NOT_SUPPORTED", ErrorKind.INPUT, at, "not supported: " + what, null);
  }

  public static BraidException unknownType(String type, Location at) {
    return new BraidException(
        "TYPE_NOT_FOUND", ErrorKind.INPUT, at, "the type " + type + " is not supported", null);
  }

  public static BraidException typeMismatch(String problem, Location at) {
    return new BraidException("TYPE_MISMATCH", ErrorKind.INPUT, at, problem, null);
  }

  public static BraidException fieldNotFound(String problem, Location at) {
    return new BraidException("INVALID_COLUMN_REFERENCE", ErrorKind.INPUT, at, problem, null);
  }

  /** A function of this name there is, but none for these arguments. */
  public static BraidException wrongArguments(String problem, Location at) {
    return new BraidException("FUNCTION_NOT_FOUND", ErrorKind.INPUT, at, problem, null);
  }

  public static BraidException notWindowFunction(String name, Location at) {
    return new BraidException(
        "FUNCTION_NOT_WINDOW",
        ErrorKind.INPUT,
        at,
        name + " is neither an aggregate nor a window function: OVER does not go with it",
        null);
  }

  public static BraidException nestedAggregate(String name, Location at) {
    return new BraidException(
        "NESTED_AGGREGATION",
        ErrorKind.INPUT,
        at,
        "an aggregate stands inside " + name + "; compute it in an inner query",
        null);
  }

  public static BraidException windowNotAllowed(Location at) {
    return new BraidException(
        "EXPRESSION_NOT_SCALAR",
        ErrorKind.INPUT,
        at,
        "a window function cannot stand here, where single rows are looked at; use an outer query",
        null);
  }

  public static BraidException windowFrame(String problem, Location at) {
    return new BraidException("INVALID_WINDOW_FRAME", ErrorKind.INPUT, at, problem, null);
  }

  public static BraidException windowNotFound(String name, Location at) {
    return new BraidException(
        "INVALID_WINDOW_REFERENCE", ErrorKind.INPUT, at, "there is no window " + name, null);
  }

  public static BraidException notInDistinct(Location at) {
    return new BraidException(
        "EXPRESSION_NOT_IN_DISTINCT",
        ErrorKind.INPUT,
        at,
        "SELECT DISTINCT is ordered by what it selects alone",
        null);
  }

  public static BraidException duplicateQuery(String name, Location at) {
    return new BraidException(
        "DUPLICATE_NAMED_QUERY", ErrorKind.INPUT, at, "WITH names " + name + " twice", null);
  }

  public static BraidException noColumns(Location at) {
    return new BraidException(
        "COLUMN_NOT_FOUND", ErrorKind.INPUT, at, "there is no FROM that * could mean", null);
  }

  public static BraidException invalidLiteral(String text, String what, Location at) {
    return new BraidException(
        "INVALID_LITERAL", ErrorKind.INPUT, at, "'" + text + "' is not " + what, null);
  }

  public static BraidException invalidArgument(String problem, Location at) {
    return new BraidException("INVALID_FUNCTION_ARGUMENT", ErrorKind.INPUT, at, problem, null);
  }

  public static BraidException columnNotFound(
      String name, Collection<String> columns, Location at) {
    return new BraidException(
        "COLUMN_NOT_FOUND",
        ErrorKind.INPUT,
        at,
        "there is no column " + name + NearestName.hint(name, columns),
        null);
  }

  public static BraidException ambiguousName(String name, Location at) {
    return new BraidException(
        "AMBIGUOUS_NAME",
        ErrorKind.INPUT,
        at,
        "several columns are called " + name + "; put the table's name before it",
        null);
  }

  public static BraidException notAggregate(String name, Location at) {
    return new BraidException(
        "EXPRESSION_NOT_AGGREGATE",
        ErrorKind.INPUT,
        at,
        name + " is neither in GROUP BY nor inside an aggregate",
        null);
  }

  public static BraidException aggregateNotAllowed(String name, Location at) {
    return new BraidException(
        "EXPRESSION_NOT_SCALAR",
        ErrorKind.INPUT,
        at,
        name + " cannot stand here, where single rows are looked at; use HAVING or an outer query",
        null);
  }

  public static BraidException notAggregateFunction(String name, Location at) {
    return new BraidException(
        "FUNCTION_NOT_AGGREGATE",
        ErrorKind.INPUT,
        at,
        name + " is no aggregate: DISTINCT, ORDER BY, FILTER and OVER do not go with it",
        null);
  }

  public static BraidException missingOver(String name, Location at) {
    return new BraidException(
        "MISSING_OVER", ErrorKind.INPUT, at, name + " is a window function; add OVER (…)", null);
  }

  public static BraidException functionNotFound(
      String name, Collection<String> functions, Location at) {
    return new BraidException(
        "FUNCTION_NOT_FOUND",
        ErrorKind.INPUT,
        at,
        "there is no function "
            + name
            + NearestName.of(name, functions)
                .map(n -> "; did you mean " + n + "?")
                .orElse("; SHOW FUNCTIONS lists them"),
        null);
  }

  public static BraidException columnCount(int wanted, int found, Location at) {
    return new BraidException(
        "MISMATCHED_COLUMN_ALIASES",
        ErrorKind.INPUT,
        at,
        wanted + " columns are wanted here, there are " + found,
        null);
  }

  public static BraidException invalidColumnReference(long ordinal, int columns, Location at) {
    return new BraidException(
        "INVALID_COLUMN_REFERENCE",
        ErrorKind.INPUT,
        at,
        "there is no column " + ordinal + ": the SELECT list has " + columns,
        null);
  }

  public static BraidException catalogNotFound(
      String name, Collection<String> catalogs, Location at) {
    return new BraidException(
        "CATALOG_NOT_FOUND",
        ErrorKind.INPUT,
        at,
        "there is no catalog " + name + NearestName.hint(name, catalogs),
        null);
  }

  public static BraidException schemaNotFound(
      String name, Collection<String> schemas, Location at) {
    return new BraidException(
        "SCHEMA_NOT_FOUND",
        ErrorKind.INPUT,
        at,
        "there is no schema " + name + NearestName.hint(name, schemas),
        null);
  }

  public static BraidException tableNotFound(String name, Collection<String> tables, Location at) {
    return new BraidException(
        "TABLE_NOT_FOUND",
        ErrorKind.INPUT,
        at,
        "there is no view " + name + NearestName.hint(name, tables),
        null);
  }

  public static BraidException parameters(int wanted, int given) {
    return new BraidException(
        "INVALID_PARAMETER_USAGE",
        ErrorKind.INPUT,
        "the statement has " + wanted + " parameters, " + given + " values are given");
  }

  public static BraidException notPrepared(String name, Collection<String> known) {
    return new BraidException(
        "NOT_FOUND",
        ErrorKind.INPUT,
        "no statement is prepared as " + name + NearestName.hint(name, known));
  }

  public static BraidException notLoaded(String view, String reason) {
    return new BraidException(
        "VIEW_NOT_LOADED",
        ErrorKind.UNAVAILABLE,
        "view " + view + " has no answer yet: " + reason + "; try again in a moment");
  }

  public static BraidException viewFailed(String view, String reason) {
    return new BraidException(
        "VIEW_FAILED",
        ErrorKind.UNAVAILABLE,
        "view " + view + " has no answer: " + reason + "; see /v1/status");
  }

  public static BraidException noSuchView(String view, Collection<String> views) {
    return new BraidException(
        "NO_SUCH_VIEW",
        ErrorKind.NOT_FOUND,
        "there is no view " + view + NearestName.hint(view, views));
  }

  public static BraidException tooManyKeys(String view, List<String> keys) {
    return new BraidException(
        "TOO_MANY_KEYS",
        ErrorKind.INPUT,
        "view "
            + view
            + " has "
            + keys.size()
            + (keys.size() == 1 ? " key" : " keys")
            + "; give `key` at most once for each, in this order: "
            + String.join(", ", keys));
  }

  public static BraidException badKey(String view, String key, String type, String value) {
    return new BraidException(
        "BAD_KEY",
        ErrorKind.INPUT,
        "'" + value + "' is no " + type + ", which the key " + key + " of view " + view + " is");
  }

  public static BraidException badLimit(int limit, int most) {
    return new BraidException(
        "BAD_LIMIT", ErrorKind.INPUT, "limit " + limit + " is not between 1 and " + most);
  }

  public static BraidException noSuchQuery(String id) {
    return new BraidException(
        "NO_SUCH_QUERY",
        ErrorKind.NOT_FOUND,
        "there is no query " + id + "; GET /v1/queries lists those that run and ended last");
  }

  public static BraidException batchTable(String view, Exception cause) {
    return new BraidException(
        "BATCH_TABLE",
        ErrorKind.UNAVAILABLE,
        null,
        "the log of view "
            + view
            + "'s batch table cannot be read ("
            + cause.getMessage()
            + "); try again, or see /v1/status",
        cause);
  }

  public static BraidException queryTimeout(Duration timeout) {
    return new BraidException(
        "QUERY_TIMEOUT",
        ErrorKind.UNAVAILABLE,
        "the query took longer than "
            + timeout.toMillis() / 1000.0
            + " s and was stopped; narrow it by a WHERE over the view's keys");
  }

  public static BraidException queryMemory(String message) {
    return new BraidException(
        "QUERY_MEMORY",
        ErrorKind.UNAVAILABLE,
        "the query needs more memory than the serving layer has ("
            + message
            + "); narrow it, or start with a larger --memory-limit");
  }

  public static BraidException queueFull(int running, int queued) {
    return new BraidException(
        "QUEUE_FULL",
        ErrorKind.UNAVAILABLE,
        running + " queries are running and " + queued + " are waiting; try again in a moment");
  }

  public static BraidException cancelled(String id) {
    return new BraidException("CANCELLED", ErrorKind.CONFLICT, "query " + id + " was cancelled");
  }

  public static BraidException cancelled() {
    return new BraidException("CANCELLED", ErrorKind.CONFLICT, "the query was cancelled");
  }

  /** What only the values can tell: an overflow, a division by zero, a text that is no number. */
  public static BraidException queryFailed(String message) {
    return new BraidException("QUERY_FAILED", ErrorKind.INPUT, message);
  }

  public static BraidException busy(int connections) {
    return new BraidException(
        "BUSY",
        ErrorKind.UNAVAILABLE,
        connections + " queries are running already; try again in a moment");
  }

  public static BraidException engineFailed(String message, Throwable cause) {
    return new BraidException(
        "ENGINE_FAILED", ErrorKind.INTERNAL, null, "DuckDB failed: " + message, cause);
  }

  // Access.

  public static BraidException openServing(String host) {
    return new BraidException(
        "OPEN_SERVING",
        ErrorKind.INPUT,
        Location.of("braid.yml"),
        "serving on '"
            + host
            + "' would be open to the network; add to braid.yml, below serving:, authentication:"
            + " and tls:, or write host: 127.0.0.1",
        null);
  }

  public static BraidException badCertificate(Path file, String problem, Throwable cause) {
    return new BraidException(
        "BAD_CERTIFICATE",
        ErrorKind.INPUT,
        Location.of(file.toString()),
        "not usable for serving.tls ("
            + problem
            + "); it wants a certificate and its unencrypted private key as two PEM files",
        cause);
  }

  public static BraidException noPasswordFile(Path file, Exception cause) {
    return new BraidException(
        "NO_PASSWORD_FILE",
        ErrorKind.INPUT,
        Location.of(file.toString()),
        "the password file cannot be read ("
            + cause
            + "); `braid password USER` makes it, in the place that"
            + " serving.authentication.password_file names",
        cause);
  }

  public static BraidException badPasswordLine(Path file, int line, String problem) {
    return new BraidException(
        "BAD_PASSWORD_LINE",
        ErrorKind.INPUT,
        new Location(file.toString(), line, 0),
        problem + "; `braid password USER` writes such a line",
        null);
  }

  public static BraidException badJwks(Path file, Exception cause) {
    return new BraidException(
        "BAD_JWKS",
        ErrorKind.INPUT,
        Location.of(file.toString()),
        "not a JSON Web Key Set ("
            + cause.getMessage()
            + "); serving.authentication.jwt.jwks names the issuer's",
        cause);
  }

  /**
   * @param tried whether the request brought something that did not do
   */
  public static BraidException unauthenticated(boolean tried) {
    return new BraidException(
        "UNAUTHENTICATED",
        ErrorKind.UNAUTHENTICATED,
        (tried
                ? "the user, the password or the token is wrong, or the token has expired"
                : "nobody may ask without saying who they are")
            + "; send what WWW-Authenticate names, with `braid` as --user or --token");
  }

  public static BraidException tooManyFailures(long seconds) {
    return new BraidException(
        "TOO_MANY_FAILURES",
        ErrorKind.LIMITED,
        "too many wrong passwords from this address; try again in " + seconds + " s");
  }

  public static BraidException keysUnavailable(Throwable cause) {
    return new BraidException(
        "KEYS_UNAVAILABLE",
        ErrorKind.UNAVAILABLE,
        null,
        "the token cannot be checked: the issuer's keys, which serving.authentication.jwt.jwks"
            + " names, cannot be had; try again in a moment",
        cause);
  }

  public static BraidException roleForbidden() {
    return new BraidException(
        "ROLE_FORBIDDEN",
        ErrorKind.FORBIDDEN,
        "your roles do not allow this; readers ask the views, operators also read metrics and see"
            + " everybody's queries");
  }

  public static BraidException viewForbidden(String user, String view) {
    return new BraidException(
        "VIEW_FORBIDDEN",
        ErrorKind.FORBIDDEN,
        user
            + " may not read "
            + view
            + "; serving.grants in braid.yml says who may"
            + (view.equals("quarantine") ? ", without an entry operators" : ""));
  }

  public static BraidException otherUser(String user, String header) {
    return new BraidException(
        "OTHER_USER",
        ErrorKind.FORBIDDEN,
        "you are "
            + user
            + ", and "
            + header
            + " names somebody else; let your client's user be "
            + user);
  }

  public static BraidException otherSite() {
    return new BraidException(
        "OTHER_SITE",
        ErrorKind.FORBIDDEN,
        "a page of another site may not ask here in its visitor's name");
  }

  public static BraidException foreignHost(String host) {
    return new BraidException(
        "FOREIGN_HOST",
        ErrorKind.FORBIDDEN,
        "without authentication only this machine's own names are answered, not '"
            + host
            + "'; if a proxy of yours stands in front, write tls: terminated-upstream below"
            + " serving: in braid.yml");
  }

  public static BraidException rateLimited(String user, int perSecond, Duration wait) {
    return new BraidException(
        "RATE_LIMITED",
        ErrorKind.LIMITED,
        user
            + " asks more than "
            + perSecond
            + " queries a second, which is serving.rate_limit in braid.yml; try again in "
            + Math.max(1, wait.toMillis())
            + " ms");
  }
}
