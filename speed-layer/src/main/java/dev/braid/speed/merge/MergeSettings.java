package dev.braid.speed.merge;

import java.io.Serializable;

/**
 * What one view's merge is told when the job is made.
 *
 * @param frontierMillis the newest announced frontier's epoch
 * @param previousFrontierMillis the frontier before it; what it covers is not this layer's
 * @param maxRecordBytes the most that the speed topic takes in one record
 * @param partitions of the speed topic
 * @param graceMillis how far the clocks of the brokers and of this process may be apart
 */
public record MergeSettings(
    String viewName,
    long generation,
    long frontierMillis,
    long previousFrontierMillis,
    long bundleMillis,
    int maxRecordBytes,
    int partitions,
    long graceMillis)
    implements Serializable {}
