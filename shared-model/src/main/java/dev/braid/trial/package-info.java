/**
 * Trials: a view's unit tests. Events with the rows that must come of them, cut at several places
 * into a part for Spark and a part for Flink.
 */
package dev.braid.trial;
