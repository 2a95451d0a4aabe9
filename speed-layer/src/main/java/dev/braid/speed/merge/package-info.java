/** What the speed layer decides, free of Flink and Kafka. */
package dev.braid.speed.merge;
