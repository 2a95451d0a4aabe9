package dev.braid.serving.sql;

import io.trino.sql.tree.OrderBy;
import io.trino.sql.tree.SortItem;
import java.util.stream.Collectors;

/** ORDER BY: NULL comes last unless it is said otherwise, whichever way round. */
final class Sorting {
  private final Expressions place;

  Sorting(Expressions place) {
    this.place = place;
  }

  String of(OrderBy orderBy) {
    return orderBy.getSortItems().stream()
        .map(item -> place.translate(item.getSortKey()).text() + direction(item))
        .collect(Collectors.joining(", ", "ORDER BY ", ""));
  }

  static String direction(SortItem item) {
    String way = item.getOrdering() == SortItem.Ordering.DESCENDING ? " DESC" : " ASC";
    return way
        + (item.getNullOrdering() == SortItem.NullOrdering.FIRST ? " NULLS FIRST" : " NULLS LAST");
  }
}
