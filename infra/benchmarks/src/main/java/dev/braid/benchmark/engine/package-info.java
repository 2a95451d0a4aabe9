/** What the serving layer's engine costs under changes, beside DuckDB alone. */
package dev.braid.benchmark.engine;
