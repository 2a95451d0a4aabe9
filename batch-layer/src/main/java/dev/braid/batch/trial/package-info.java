/** Trials: the batch states of many small parts, by the way that archived events go. */
package dev.braid.batch.trial;
