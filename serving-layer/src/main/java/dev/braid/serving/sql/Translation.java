package dev.braid.serving.sql;

import java.util.List;
import java.util.Set;

/**
 * A query put into the engine's SQL.
 *
 * @param sql it reads nothing but the tables that were resolved
 * @param views read, of the project's views
 */
public record Translation(String sql, List<Column> columns, Set<String> views) {}
