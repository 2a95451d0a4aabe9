package dev.braid.log;

/**
 * What each subtask of the speed layer says regularly, beside its upserts and in every partition of
 * the speed topic: every event of the source that was appended at or before {@code processedTo} and
 * could be read is in the upserts before this record, of all partitions together. Where a
 * partition's append times go back, because another broker leads it, the greatest so far counts; a
 * partition that was quiet counts again once it has caught up with the others.
 *
 * <p>A run of the job that goes on from a checkpoint reads again what the run before it has read,
 * in another order maybe. Until it has caught up, the upserts of the run before may hold more
 * events than its own and yet not the same ones: a reader trusts {@code processedTo} once it has
 * passed whatever the earlier upserts hold, or once the subtask says that it is {@code settled};
 * till then {@code startedFrom} is what it can be sure of.
 *
 * @param started when this run of the job began, by its clock, in milliseconds; a later run's word
 *     counts, not an earlier one's
 * @param subtask of {@code parallelism}, from 0; the view as a whole has processed to the least of
 *     all
 * @param partitions of the speed topic
 * @param startedFrom as {@code processedTo}, when this run began
 * @param processedTo broker append time in milliseconds; {@link Long#MIN_VALUE} before the first
 *     event
 * @param settled whether this run has caught up with all that runs before it can have read
 * @param retired what this covers is no more in the speed view: a reader whose frontier is before
 *     it may lack events
 * @param stragglers events seen so far whose epoch a frontier already covered
 */
public record SpeedHeartbeat(
    long generation,
    long started,
    int subtask,
    int parallelism,
    int partitions,
    long startedFrom,
    long processedTo,
    boolean settled,
    Frontier retired,
    long stragglers) {}
