/** Statements over Trino's JDBC driver, and their answers as text. */
package dev.braid.launcher.query;
