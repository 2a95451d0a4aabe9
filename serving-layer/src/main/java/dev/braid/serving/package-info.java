/** Runs the answers: tail, merge, answer. */
package dev.braid.serving;
