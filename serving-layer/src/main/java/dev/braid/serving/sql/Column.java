package dev.braid.serving.sql;

/** A column of a query's result. */
public record Column(String name, SqlType type) {}
