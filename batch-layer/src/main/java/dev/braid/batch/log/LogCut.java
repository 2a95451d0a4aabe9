package dev.braid.batch.log;

import dev.braid.log.Epochs;
import dev.braid.log.Frontier;
import dev.braid.log.Offsets;
import java.util.Map;
import java.util.SortedSet;

/**
 * How much of a topic's log a run takes.
 *
 * @param topicId Kafka's own name of this incarnation of the topic
 * @param earliest what Kafka still holds
 * @param stableEnds up to where every transaction is decided: what the archive takes
 * @param frontiers how far views of each epoch length may reach
 * @param blockedBy partitions whose open transactions keep the frontiers back; mostly none
 */
public record LogCut(
    String topic,
    String topicId,
    Offsets earliest,
    Offsets stableEnds,
    Map<Epochs, Frontier> frontiers,
    SortedSet<Integer> blockedBy) {}
