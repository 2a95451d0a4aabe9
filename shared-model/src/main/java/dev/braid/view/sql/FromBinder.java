package dev.braid.view.sql;

import dev.braid.error.ModelErrors;
import dev.braid.source.Source;
import io.trino.sql.tree.AliasedRelation;
import io.trino.sql.tree.Identifier;
import io.trino.sql.tree.Join;
import io.trino.sql.tree.Relation;
import io.trino.sql.tree.SampledRelation;
import io.trino.sql.tree.Table;
import io.trino.sql.tree.TableSubquery;
import java.util.Collection;
import java.util.List;

/** FROM: the one source that a view reads. */
final class FromBinder {
  private final SqlText sql;
  private final Collection<Source> sources;

  FromBinder(SqlText sql, Collection<Source> sources) {
    this.sql = sql;
    this.sources = sources;
  }

  SourceScope bind(Relation from) {
    if (from instanceof AliasedRelation aliased) {
      if (aliased.getColumnNames() != null) {
        throw sql.refuse(aliased, Refusal.COLUMN_ALIASES);
      }
      return scope(aliased.getRelation(), SqlText.name(aliased.getAlias()));
    }
    return scope(from, null);
  }

  private SourceScope scope(Relation relation, String alias) {
    if (relation instanceof Table table) {
      table
          .getQueryPeriod()
          .ifPresent(
              period -> {
                throw sql.refuse(period, Refusal.TIME_TRAVEL);
              });
      return new SourceScope(sql, source(table), alias, "an event's expression");
    }
    throw relation instanceof Join join
        ? sql.refuse(join.getRight(), Refusal.JOIN)
        : sql.refuse(relation, refusal(relation));
  }

  private static Refusal refusal(Relation relation) {
    if (relation instanceof TableSubquery) {
      return Refusal.FROM_QUERY;
    }
    return relation instanceof SampledRelation ? Refusal.SAMPLE : Refusal.FROM_OTHER;
  }

  private Source source(Table table) {
    List<Identifier> parts = table.getName().getOriginalParts();
    String name = String.join(".", parts.stream().map(SqlText::name).toList());
    return sources.stream()
        .filter(source -> source.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                ModelErrors.unknownSource(
                    sql.at(table), name, sources.stream().map(Source::name).sorted().toList()));
  }
}
