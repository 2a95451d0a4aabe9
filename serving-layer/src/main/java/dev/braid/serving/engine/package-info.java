/** Answers SQL over the merged views. One engine so far: DuckDB in this process. */
package dev.braid.serving.engine;
