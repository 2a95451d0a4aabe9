package dev.braid.view.sql;

import dev.braid.plan.Expression;

/**
 * One part of the group key.
 *
 * @param node as GROUP BY has it
 * @param expression over the source's columns
 */
record GroupKey(io.trino.sql.tree.Expression node, Expression expression) {}
