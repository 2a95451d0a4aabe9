package dev.braid.view.sql;

/**
 * What the view language leaves out, and what a user does instead: one table. {@code {}} is the
 * construct's name.
 */
enum Refusal {
  NOT_A_SELECT("a view is one SELECT", "write SELECT … FROM a source GROUP BY …"),
  WITH("WITH is not for views", "name the source in FROM and write the expressions out"),
  SET_OPERATION(
      "UNION, INTERSECT and EXCEPT are not for views",
      "make one view for each part and combine them when you query"),
  DISTINCT(
      "SELECT DISTINCT is not for views", "leave DISTINCT out: there is one row a group anyway"),
  ALL_COLUMNS("SELECT * is not for views", "list the group keys and aggregates"),
  HAVING(
      "HAVING is not for views: whether a group passes may change with every event",
      "leave it out and filter when you query: SELECT … FROM the_view WHERE …"),
  ORDER_BY(
      "ORDER BY is not for views: a view's rows have no order",
      "leave it out and order when you query the view"),
  LIMIT(
      "LIMIT, OFFSET and FETCH are not for views: which rows come first may change with every event",
      "leave it out and limit when you query the view"),
  NO_FROM("a view reads a source", "add FROM and the name of a source"),
  JOIN(
      "a view reads one source, so joins are not for views",
      "make one view for each source and join them when you query"),
  FROM_QUERY(
      "a view reads a source, not a query",
      "name a source in FROM and move the inner query's WHERE to the view"),
  FROM_OTHER("a view reads a source and nothing else", "name a source in FROM"),
  SAMPLE(
      "TABLESAMPLE is not for views: two samples would not agree",
      "leave it out, or filter in WHERE"),
  TIME_TRAVEL("a view reads all of its source, not a version of it", "leave FOR … AS OF out"),
  COLUMN_ALIASES(
      "a list of column aliases is not for views", "name the outputs with AS in the SELECT list"),
  SUBQUERY(
      "sub-queries are not for views",
      "make a view of its own for it and combine them when you query"),
  WINDOW(
      "window functions are not for views: they need the rows of other groups",
      "leave OVER out, and use windows when you query the view"),
  NO_GROUP_BY(
      "a view is grouped, and there is no GROUP BY",
      "add GROUP BY and the keys; for a single row of totals, group by a constant: SELECT 'all' AS"
          + " scope, … GROUP BY 1"),
  GROUPING_SETS(
      "GROUPING SETS, ROLLUP and CUBE are not for views",
      "make one view for each grouping, or roll the finest one up when you query"),
  COUNT_DISTINCT(
      "DISTINCT aggregates are not for views: their states would grow without bound",
      "use approx_distinct(x), or make the column a group key of another view and count its rows"
          + " when you query"),
  CALL_ORDER_BY("ORDER BY inside a call is not for views: events have no order", "leave it out"),
  PROCESSING_MODE("RUNNING and FINAL are not for views", "leave it out"),
  VOLATILE(
      "{} is not for views: the same events must give the same rows, whenever they are read",
      "leave it out and compare with the current time when you query the view"),
  INTERVAL("INTERVAL is not in the view language", "write date_add('day', -7, x)"),
  PARAMETER("a view has no parameters", "write the value, or filter when you query the view"),
  ARRAY("an ARRAY holds constant numbers, one at least", "write e.g. ARRAY[0.5, 0.9, 0.99]"),
  OTHER("{} is not in the view language", "compute it before the event is sent, or when you query");

  private final String problem;
  private final String instead;

  Refusal(String problem, String instead) {
    this.problem = problem;
    this.instead = instead;
  }

  String problem() {
    return problem;
  }

  String instead() {
    return instead;
  }
}
