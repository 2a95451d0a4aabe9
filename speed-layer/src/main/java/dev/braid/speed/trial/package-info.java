/** Trials: the speed states of many small parts, by the job's own operators, without Kafka. */
package dev.braid.speed.trial;
