package dev.braid.serving.trino;

import dev.braid.serving.error.ServingErrors;
import dev.braid.serving.query.SessionProperties;
import dev.braid.serving.sql.Statements;
import io.trino.sql.SqlFormatter;
import io.trino.sql.tree.BooleanLiteral;
import io.trino.sql.tree.Commit;
import io.trino.sql.tree.Deallocate;
import io.trino.sql.tree.Expression;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.LongLiteral;
import io.trino.sql.tree.NodeLocation;
import io.trino.sql.tree.Prepare;
import io.trino.sql.tree.ResetSession;
import io.trino.sql.tree.ResetSessionAuthorization;
import io.trino.sql.tree.Rollback;
import io.trino.sql.tree.SetPath;
import io.trino.sql.tree.SetRole;
import io.trino.sql.tree.SetSession;
import io.trino.sql.tree.SetSessionAuthorization;
import io.trino.sql.tree.SetTimeZone;
import io.trino.sql.tree.StartTransaction;
import io.trino.sql.tree.Statement;
import io.trino.sql.tree.StringLiteral;
import io.trino.sql.tree.Use;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The statements that change a client's session and read nothing: the session is the client's, so
 * these are answered without an engine.
 */
final class SessionStatements {
  private static final Set<String> FIRST_WORDS =
      Set.of("PREPARE", "DEALLOCATE", "USE", "SET", "RESET", "START", "COMMIT", "ROLLBACK");

  /** Blanks and comments, then a word. */
  private static final Pattern FIRST_WORD =
      Pattern.compile("(?:\\s++|--[^\\n]*+(?:\\n|\\z)|/\\*(?s:.*?)\\*/)*+([A-Za-z]++)");

  private static final Set<String> ZONES = Set.of("UTC", "Z", "ETC/UTC", "+00:00", "GMT");

  private SessionStatements() {}

  /**
   * What the statement does to the session; empty if it is none of these.
   *
   * @throws dev.braid.error.BraidException if it cannot be done
   */
  static Optional<SessionChange> change(String sql, ClientRequest client) {
    Matcher word = FIRST_WORD.matcher(sql);
    if (!word.lookingAt() || !FIRST_WORDS.contains(word.group(1).toUpperCase(Locale.ROOT))) {
      return Optional.empty();
    }
    return Optional.of(change(Statements.parse(sql), sql, client));
  }

  private static SessionChange change(Statement statement, String sql, ClientRequest client) {
    if (statement instanceof Prepare prepare) {
      return prepare(prepare, sql);
    }
    if (statement instanceof Deallocate deallocate) {
      return deallocate(deallocate.getName().getValue(), client);
    }
    if (statement instanceof Use use) {
      return use(use, client);
    }
    if (statement instanceof SetSession set) {
      String name = set.getName().toString();
      String value = text(set.getValue());
      SessionProperties.check(name, value);
      return SessionChange.set(name, value);
    }
    if (statement instanceof ResetSession reset) {
      SessionProperties.checkName(reset.getName().toString());
      return SessionChange.reset(reset.getName().toString());
    }
    if (statement instanceof SetTimeZone set) {
      return timeZone(set);
    }
    if (statement instanceof StartTransaction) {
      return start(client);
    }
    if (statement instanceof Commit) {
      return end("COMMIT", client);
    }
    if (statement instanceof Rollback) {
      return end("ROLLBACK", client);
    }
    throw refused(statement);
  }

  private static RuntimeException refused(Statement statement) {
    String words;
    if (statement instanceof SetRole) {
      words = "SET ROLE";
    } else if (statement instanceof SetPath) {
      words = "SET PATH";
    } else if (statement instanceof SetSessionAuthorization) {
      words = "SET SESSION AUTHORIZATION";
    } else if (statement instanceof ResetSessionAuthorization) {
      words = "RESET SESSION AUTHORIZATION";
    } else {
      words = statement.getClass().getSimpleName();
    }
    return ServingErrors.noSessionStatement(words);
  }

  /** Kept as it was written, so that errors in it name its own lines and columns. */
  private static SessionChange prepare(Prepare prepare, String sql) {
    Statement inner = prepare.getStatement();
    if (inner instanceof Prepare || inner instanceof Deallocate) {
      throw ServingErrors.noSessionStatement("PREPARE of " + inner.getClass().getSimpleName());
    }
    String written = inner.getLocation().map(place -> from(sql, place)).orElse("");
    String text =
        !written.isBlank() && isSame(written, inner) ? written : SqlFormatter.formatSql(inner);
    return SessionChange.prepared(prepare.getName().getValue(), text);
  }

  private static boolean isSame(String written, Statement inner) {
    try {
      return Statements.parse(written).equals(inner);
    } catch (dev.braid.error.BraidException notItsBeginning) {
      return false;
    }
  }

  private static String from(String sql, NodeLocation place) {
    int start = 0;
    for (int line = 1; line < place.getLineNumber(); line++) {
      start = sql.indexOf('\n', start) + 1;
    }
    return sql.substring(Math.min(sql.length(), start + place.getColumnNumber() - 1));
  }

  private static SessionChange deallocate(String name, ClientRequest client) {
    if (!client.prepared().containsKey(name)) {
      throw ServingErrors.notPrepared(name, client.prepared().keySet());
    }
    return SessionChange.deallocated(name);
  }

  private static SessionChange use(Use use, ClientRequest client) {
    String catalog = use.getCatalog().map(SessionStatements::name).orElse(client.catalog());
    String schema = name(use.getSchema());
    Catalogs.check(catalog, schema);
    return SessionChange.used(catalog, schema);
  }

  private static String name(Identifier identifier) {
    return identifier.getValue().toLowerCase(Locale.ROOT);
  }

  private static String text(Expression value) {
    if (value instanceof StringLiteral text) {
      return text.getValue();
    }
    if (value instanceof LongLiteral || value instanceof BooleanLiteral) {
      return value.toString();
    }
    throw ServingErrors.noSessionStatement("SET SESSION to anything but a literal");
  }

  private static SessionChange timeZone(SetTimeZone set) {
    if (set.getTimeZone().isPresent()) {
      Expression zone = set.getTimeZone().get();
      String name = zone instanceof StringLiteral text ? text.getValue() : zone.toString();
      if (!ZONES.contains(name.toUpperCase(Locale.ROOT))) {
        throw ServingErrors.onlyUtc(name);
      }
    }
    return SessionChange.none("SET TIME ZONE");
  }

  /**
   * What a transaction may do beside reading matters to no statement, as none writes; drivers begin
   * one that may unless they are told otherwise.
   */
  private static SessionChange start(ClientRequest client) {
    if (client.transaction() != null) {
      throw ServingErrors.nestedTransaction();
    }
    return SessionChange.started(UUID.randomUUID().toString());
  }

  private static SessionChange end(String name, ClientRequest client) {
    if (client.transaction() == null) {
      throw ServingErrors.noTransaction();
    }
    return SessionChange.ended(name);
  }
}
