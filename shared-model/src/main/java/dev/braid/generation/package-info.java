/**
 * Generations: one deployment of a project's definitions each, one of which answers while the next
 * may be built beside it and the one before may be kept to go back to.
 */
package dev.braid.generation;
