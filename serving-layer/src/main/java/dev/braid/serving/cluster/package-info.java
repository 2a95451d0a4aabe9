/**
 * A Trino cluster beside this process: the merged views as views of its own, and what they answer.
 */
package dev.braid.serving.cluster;
