/** The serving layer's errors. */
package dev.braid.serving.error;
