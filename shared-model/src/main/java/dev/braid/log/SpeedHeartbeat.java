package dev.braid.log;

/**
 * What each subtask of the speed layer says regularly, beside its upserts: every event of the
 * source appended at or before {@code processedTo} is in the upserts before this record.
 *
 * @param subtask of {@code parallelism}, from 0; the view as a whole has processed to the least of
 *     all
 * @param processedTo broker append time in milliseconds; {@link Long#MIN_VALUE} before the first
 *     event
 * @param stragglers events seen so far whose epoch a frontier already covered
 */
public record SpeedHeartbeat(
    long generation, int subtask, int parallelism, long processedTo, long stragglers) {}
