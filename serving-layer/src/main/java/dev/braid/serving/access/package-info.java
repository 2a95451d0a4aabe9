/** Who asks the serving layer, what they may, and what is written down of it. */
package dev.braid.serving.access;
