/** Trino's client protocol: statements in, pages of rows out. */
package dev.braid.serving.trino;
