package dev.braid.speed.operator;

import java.io.Serializable;

/**
 * What one view's merge is told when the job is made.
 *
 * @param frontierMillis the newest announced frontier's epoch
 * @param previousFrontierMillis the frontier before it; what it covers is not this layer's
 * @param maxRecordBytes the most that the speed topic takes in one record
 */
public record MergeSettings(
    String viewName,
    long generation,
    long frontierMillis,
    long previousFrontierMillis,
    long bundleMillis,
    int maxRecordBytes)
    implements Serializable {}
