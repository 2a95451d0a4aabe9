/**
 * The comparison of two generations: the answers of the views that are in both, at the frontier
 * that they have in common.
 */
package dev.braid.batch.generations;
