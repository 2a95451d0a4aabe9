/** The merged views as they live: what the tails see becomes rows, and rows become answers. */
package dev.braid.serving.live;
