/** Queries in Trino's SQL: resolved against the views, checked, and put into DuckDB's. */
package dev.braid.serving.sql;
