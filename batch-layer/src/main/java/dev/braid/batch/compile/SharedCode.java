package dev.braid.batch.compile;

/**
 * A part of a plan that Spark leaves to the code that all engines share.
 *
 * @param what as SQL, or in words
 * @param why Spark's own form will not do
 */
public record SharedCode(String what, String why) {}
