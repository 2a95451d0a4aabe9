/** What a batch run decides, free of Spark, Delta and Kafka. */
package dev.braid.batch.steps;
