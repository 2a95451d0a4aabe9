/**
 * What serving decides, free of Kafka, Delta and DuckDB: which batch version a view uses, which
 * speed states lie beyond its frontier, and what a group's merged row is.
 */
package dev.braid.serving.merge;
